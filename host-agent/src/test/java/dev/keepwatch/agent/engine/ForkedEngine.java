package dev.keepwatch.agent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.source.SourceProblems;
import dev.keepwatch.agent.source.SourceTree;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The engine in a JVM of its own: with little memory, in another locale, or without root's right
/// to read everything.
public final class ForkedEngine {

  private final Path home;
  private final List<String> prefix = new ArrayList<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private String locale = "C.UTF-8";

  public ForkedEngine(Path home) {
    this.home = home;
  }

  public ForkedEngine withMemory(int megabytes) {
    jvmOptions.add("-Xmx" + megabytes + "m");
    return this;
  }

  public ForkedEngine inLocale(String name) {
    locale = name;
    return this;
  }

  /// As root, but a file's mode counts for it too.
  public ForkedEngine withoutPrivileges() {
    if ("root".equals(System.getProperty("user.name"))) {
      prefix.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
    }
    return this;
  }

  /// Backs up into `archive` below the home; hands back what was heard, and at the end `errors:
  /// NUMBER`.
  public List<String> backup(Path source, int minute) throws Exception {
    return run("backup", source, Integer.toString(minute));
  }

  public List<String> restore(Path target, int minute) throws Exception {
    return run("restore", target, Integer.toString(minute));
  }

  /// The paths of a walk over everything, control characters escaped.
  public List<String> walk(Path source) throws Exception {
    return run("walk", source, "0");
  }

  private List<String> run(String verb, Path path, String minute) throws Exception {
    var command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            ForkedEngine.class.getName(),
            verb,
            home.toString(),
            path.toString(),
            minute));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", locale);
    var process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[1]);
    Path path = Path.of(arguments[2]);
    try (var bench = new Bench(home, home.resolve("archive"))) {
      bench.now = Bench.T0.plusSeconds(60L * Integer.parseInt(arguments[3]));
      switch (arguments[0]) {
        case "backup" -> bench.heard.add("errors: " + bench.backup(path).errors());
        case "restore" -> bench.heard.add("errors: " + bench.restore(path, bench.now).errors());
        default -> walk(path, bench.heard);
      }
      bench.heard.forEach(System.out::println);
    }
  }

  private static void walk(Path source, List<String> heard) throws IOException {
    var selection = Selection.all();
    try (var tree = new SourceTree(source, selection, new Complaints(heard))) {
      long entries = 0;
      for (var entry = tree.next(); entry != null; entry = tree.next()) {
        entries++;
      }
      heard.add("entries: " + entries);
    }
    heard.add("source: " + PathBytes.of(source).length);
  }

  private record Complaints(List<String> heard) implements SourceProblems {
    @Override
    public void unreadable(ArchivePath path, String reason) {
      heard.add("unreadable: " + path + ": " + reason);
    }

    @Override
    public void skipped(ArchivePath path, String reason) {
      heard.add("skipped: " + path + ": " + reason);
    }
  }
}

package dev.keepwatch.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The other program that knows the format, where it and gpg are installed. It gets the archive's
/// files and the owner's key, and nothing else of ours.
final class Duplicity {

  private static final int PATIENCE_SECONDS = 120;

  private static final int LONGEST_HOME = 80;

  private final String searchPath;

  private Duplicity(String searchPath) {
    this.searchPath = searchPath;
  }

  /// @param searchPath where programs are, as in `PATH`
  static Optional<Duplicity> in(String searchPath) {
    boolean installed =
        Stream.of("duplicity", "gpg", "gpgconf")
            .allMatch(program ->
                Stream.of(searchPath.split(File.pathSeparator, -1))
                    .filter(folder -> !folder.isEmpty())
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    return installed ? Optional.of(new Duplicity(searchPath)) : Optional.empty();
  }

  /// Whether gpg's agent, whose socket needs a short path, can work there.
  static boolean fits(Place place) {
    return place.gpgHome().toString().length() <= LONGEST_HOME;
  }

  /// How a restore went.
  ///
  /// @param version which duplicity it was
  /// @param complaint its last words if it did not end well, else empty
  record Attempt(String version, String complaint) {

    boolean succeeded() {
      return complaint.isEmpty();
    }
  }

  /// Restores the newest state from the archive's files.
  Attempt restore(Place place, DemoKeys keys, Path target) throws IOException {
    Path home = Files.createDirectory(place.gpgHome(), Place.OWNER_ONLY);
    var run = new Run(home, Files.createTempFile(place.temporary(), "duplicity", ".log"));
    try {
      String version = run.did("duplicity", "--version") ? run.lastWords() : "duplicity";
      boolean done =
          run.did("gpg", "--batch", "--quiet", "--import", text(keys.ownerSecret()))
              && run.did("gpg", "--batch", "--quiet", "--import", text(keys.hostPublic()))
              && run.did(
                  "duplicity",
                  "restore",
                  "--archive-dir",
                  home.resolve("cache").toString(),
                  "--tempdir",
                  text(place.temporary()),
                  "file://" + text(place.archive()),
                  text(target));
      return new Attempt(version, done ? "" : run.lastWords());
    } finally {
      run.did("gpgconf", "--kill", "all");
      TreeDeletion.delete(home);
    }
  }

  private static String text(Path path) {
    return path.toString();
  }

  /// Programs that run one after the other, in a home of their own.
  private final class Run {
    private final Path home;
    private final Path log;

    Run(Path home, Path log) {
      this.home = home;
      this.log = log;
    }

    /// Whether it ended well, and in time.
    boolean did(String... command) throws IOException {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(log.toFile()).redirectInput(new File("/dev/null"));
      builder.environment().clear();
      builder
          .environment()
          .putAll(
              Map.of(
                  "PATH",
                  searchPath,
                  "HOME",
                  home.toString(),
                  "GNUPGHOME",
                  home.toString(),
                  "PASSPHRASE",
                  "",
                  "LC_ALL",
                  "C.UTF-8"));
      var process = builder.start();
      try {
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return ended && process.exitValue() == 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        process.destroyForcibly();
      }
    }

    String lastWords() throws IOException {
      List<String> lines = Files.readAllLines(log).stream().filter(s -> !s.isBlank()).toList();
      return lines.isEmpty() ? "no word" : lines.getLast().strip();
    }
  }
}

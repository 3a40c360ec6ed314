package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real duplicity, with a cache and a keyring of its own.
public final class Duplicity implements AutoCloseable {

  /// Where it comes from.
  enum Release {
    /// 0.8.22, of this machine.
    INSTALLED,
    /// 3.0.4, of the Debian that `tools/peers` makes.
    OF_LATER_DEBIAN;

    private OutsideProgram program(String name, Map<String, String> environment) {
      return switch (this) {
        case INSTALLED -> OutsideProgram.required(name, environment);
        case OF_LATER_DEBIAN -> OutsideProgram.ofLaterDebian(name, environment);
      };
    }
  }

  /// What it is told besides, with every command.
  List<String> options;

  private final Path home;
  private final OutsideProgram program;
  private final OutsideProgram gpgConf;

  public Duplicity(Path home, Mode mode) throws IOException {
    this(home, mode, Release.INSTALLED);
  }

  Duplicity(Path home, Mode mode, Release release) throws IOException {
    this.home = Files.createDirectories(home);
    this.options = mode.duplicityOptions();
    var environment = environment(keyring(), mode);
    this.program = release.program("duplicity", environment);
    this.gpgConf = release.program("gpgconf", environment);
    importKeys(release.program("gpg", environment));
  }

  private Path keyring() throws IOException {
    var privately =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    return Files.createDirectory(home.resolve("g"), privately);
  }

  private static Map<String, String> environment(Path keyring, Mode mode) {
    String passphrase = mode.isSymmetric() ? Mode.PASSPHRASE : "";
    var environment = new HashMap<>(TestAws.ENVIRONMENT);
    environment.put("GNUPGHOME", keyring.toString());
    environment.put("PASSPHRASE", passphrase);
    environment.put("SIGN_PASSPHRASE", "");
    environment.put("TZ", "UTC");
    return environment;
  }

  private static void importKeys(OutsideProgram gpg) throws IOException {
    for (String name : Mode.KEYS) {
      gpg.runWithInput(Files.readAllBytes(Mode.secretKey(name)), "--batch", "--import").succeeded();
    }
  }

  public void restore(Path archive, Path target, Instant time) {
    restore("file://" + archive, target, time);
  }

  /// @param archive its URL
  void restore(String archive, Path target, Instant time) {
    run(
        "restore",
        "--numeric-owner",
        "-t",
        Long.toString(time.getEpochSecond()),
        archive,
        target.toString());
  }

  /// Begins a backup of which no more than some volumes can be stored.
  ///
  /// @param verb `full` or `incr`
  /// @param obstacle a name in the archive that it will want and cannot have
  void broken(String verb, Path source, Path archive, Instant now, String obstacle)
      throws IOException {
    Path place = archive.resolve(obstacle);
    Files.writeString(Files.createDirectory(place).resolve("in-the-way"), "");
    var outcome = attempt(verb, backupArguments(source, "file://" + archive, now));
    assertThat(outcome.exit()).as(outcome.errors()).isNotZero();
    Files.delete(place.resolve("in-the-way"));
    Files.delete(place);
  }

  /// Where its cache of the one archive lies that it knows.
  Path cache() throws IOException {
    try (var caches = Files.list(home.resolve("duplicity-cache"))) {
      return caches.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  void full(Path source, Path archive, Instant now) {
    backup("full", source, "file://" + archive, now);
  }

  /// @return what it said
  String increment(Path source, Path archive, Instant now) {
    return backup("incr", source, "file://" + archive, now);
  }

  /// @param verb `full` or `incr`
  /// @param archive its URL
  String backup(String verb, Path source, String archive, Instant now) {
    return run(verb, backupArguments(source, archive, now));
  }

  private static String[] backupArguments(Path source, String archive, Instant now) {
    return new String[] {
      "--current-time",
      Long.toString(now.getEpochSecond()),
      "--allow-source-mismatch",
      "--exclude",
      "**.tmp",
      source.toString(),
      archive
    };
  }

  String collectionStatus(Path archive) {
    return run("collection-status", "file://" + archive);
  }

  String list(Path archive, Instant time) {
    return run(
        "list-current-files", "-t", Long.toString(time.getEpochSecond()), "file://" + archive);
  }

  private String run(String verb, String... arguments) {
    var outcome = attempt(verb, arguments);
    String printed = new String(outcome.output(), StandardCharsets.UTF_8);
    assertThat(outcome.exit()).as("%s%n%s%n%s", verb, printed, outcome.errors()).isZero();
    return printed;
  }

  private OutsideProgram.Outcome attempt(String verb, String... arguments) {
    var all = new ArrayList<String>(List.of(verb));
    all.addAll(options);
    all.add("--archive-dir");
    all.add(home.resolve("duplicity-cache").toString());
    all.addAll(List.of(arguments));
    return program.run(all.toArray(String[]::new));
  }

  @Override
  public void close() {
    gpgConf.run("--kill", "gpg-agent");
  }
}

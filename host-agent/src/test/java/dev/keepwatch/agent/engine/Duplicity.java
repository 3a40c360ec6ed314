package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The real duplicity of this machine, in one mode, with a cache and a keyring of its own.
final class Duplicity implements AutoCloseable {

  private final Path home;
  private final Mode mode;
  private final OutsideProgram program;
  private final OutsideProgram gpg;

  Duplicity(Path home, Mode mode) throws IOException {
    this.home = home;
    this.mode = mode;
    var privately =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path keyring = Files.createDirectory(home.resolve("g"), privately);
    var environment =
        Map.of(
            "GNUPGHOME",
            keyring.toString(),
            "PASSPHRASE",
            mode.isSymmetric() ? Mode.PASSPHRASE : "",
            "SIGN_PASSPHRASE",
            "",
            "TZ",
            "UTC");
    this.program = OutsideProgram.required("duplicity", environment);
    this.gpg = OutsideProgram.required("gpg", environment);
    for (String name : Mode.KEYS) {
      gpg.run("--batch", "--import", Mode.secretKey(name).toString()).succeeded();
    }
  }

  void restore(Path archive, Path target, Instant time) {
    run(
        "restore",
        "--numeric-owner",
        "-t",
        Long.toString(time.getEpochSecond()),
        "file://" + archive,
        target.toString());
  }

  void full(Path source, Path archive, Instant now) {
    backup("full", source, archive, now);
  }

  void increment(Path source, Path archive, Instant now) {
    backup("incr", source, archive, now);
  }

  private void backup(String verb, Path source, Path archive, Instant now) {
    run(
        verb,
        "--current-time",
        Long.toString(now.getEpochSecond()),
        "--allow-source-mismatch",
        "--exclude",
        "**.tmp",
        source.toString(),
        "file://" + archive);
  }

  String collectionStatus(Path archive) {
    return run("collection-status", "file://" + archive);
  }

  String list(Path archive, Instant time) {
    return run(
        "list-current-files", "-t", Long.toString(time.getEpochSecond()), "file://" + archive);
  }

  private String run(String verb, String... arguments) {
    var all = new ArrayList<String>(List.of(verb));
    all.addAll(mode.duplicityOptions());
    all.add("--archive-dir");
    all.add(home.resolve("duplicity-cache").toString());
    all.addAll(List.of(arguments));
    var outcome = program.run(all.toArray(String[]::new));
    String printed = new String(outcome.output(), StandardCharsets.UTF_8);
    assertThat(outcome.exit()).as("%s%n%s%n%s", all, printed, outcome.errors()).isZero();
    return printed;
  }

  @Override
  public void close() {
    OutsideProgram.required("gpgconf", Map.of("GNUPGHOME", home.resolve("g").toString()))
        .run("--kill", "gpg-agent");
  }
}

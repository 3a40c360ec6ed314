package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A real `gpg` with a folder of its own, thrown away with its agent at the end.
final class GpgHome implements AutoCloseable {
  private final Path folder;
  private final OutsideProgram gpg;

  GpgHome() {
    try {
      folder =
          Files.createTempDirectory(
              "gnupg",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gpg = OutsideProgram.required("gpg", environment());
  }

  Map<String, String> environment() {
    return Map.of("GNUPGHOME", folder.toString());
  }

  byte[] run(byte[] input, String... arguments) {
    return outcome(input, arguments).succeeded().output();
  }

  OutsideProgram.Outcome outcome(byte[] input, String... arguments) {
    var all = new ArrayList<>(List.of("--batch", "--no-tty", "--trust-model", "always"));
    all.addAll(List.of(arguments));
    return gpg.runWithInput(input, all.toArray(String[]::new));
  }

  String text(String... arguments) {
    return new String(run(new byte[0], arguments), StandardCharsets.UTF_8);
  }

  void importKey(byte[] key) {
    run(key, "--import");
  }

  /// Makes a key as `--quick-gen-key` does, and says its fingerprint.
  String generate(String passphrase, String userId, String algorithm, String usage) {
    run(
        (passphrase + "\n").getBytes(StandardCharsets.UTF_8),
        "--pinentry-mode",
        "loopback",
        "--passphrase-fd",
        "0",
        "--quick-gen-key",
        userId,
        algorithm,
        usage,
        "never");
    return fingerprints(userId).getFirst();
  }

  /// Adds a subkey, and says its fingerprint.
  String addSubkey(String fingerprint, String passphrase, String algorithm, String usage) {
    run(
        (passphrase + "\n").getBytes(StandardCharsets.UTF_8),
        "--pinentry-mode",
        "loopback",
        "--passphrase-fd",
        "0",
        "--quick-add-key",
        fingerprint,
        algorithm,
        usage,
        "never");
    return fingerprints(fingerprint).getLast();
  }

  /// Of the primary key and then of its subkeys.
  List<String> fingerprints(String name) {
    return text("--with-colons", "--list-keys", name)
        .lines()
        .filter(line -> line.startsWith("fpr:"))
        .map(line -> line.split(":", -1)[9])
        .toList();
  }

  OpenPgpKey exported(String name) throws IOException {
    return KeyFile.parse(run(new byte[0], "--export", name), "gpg").require(name);
  }

  OpenPgpKey exportedSecret(String name, String passphrase) throws IOException {
    return new GnuPgKeyring("gpg", environment()).secretKey(name, Passphrase.of(passphrase));
  }

  /// The revocation that gpg prepares with each key, made valid as its own text says: by removing a
  /// colon.
  byte[] revocation(String fingerprint) throws IOException {
    String prepared = Files.readString(folder.resolve("openpgp-revocs.d/" + fingerprint + ".rev"));
    return prepared.replace(":-----BEGIN", "-----BEGIN").getBytes(StandardCharsets.UTF_8);
  }

  static byte[] open(Envelope envelope, byte[] sealed) throws IOException {
    try (InputStream in = envelope.open(new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    OutsideProgram.required("gpgconf", environment()).run("--kill", "all");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.keepwatch.agent.engine;

import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.envelope.openpgp.KeyFile;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpEnvelope;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpKey;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpKeys;
import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The ways an archive can be sealed, for both programs.
public enum Mode {
  UNENCRYPTED,
  UNCOMPRESSED,
  SYMMETRIC,
  SIGNED_SYMMETRIC,
  PUBLIC_KEY,
  SIGNED_PUBLIC_KEY,
  HIDDEN_RECIPIENT,
  SEPARATE_SIGNER,
  KEY_OF_GPG_2_4;

  static final String PASSPHRASE = "fixture-passphrase";
  static final List<String> KEYS = List.of("rsa", "ecc-enc", "ecc-sign", "gpg24");

  static Path secretKey(String name) {
    return Fixtures.ROOT.resolve("keys/" + name + ".TESTONLY-secret.gpg");
  }

  private static String fingerprint(String name) {
    try {
      return Files.readString(Fixtures.ROOT.resolve("keys/" + name + ".fpr")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isSymmetric() {
    return this == SYMMETRIC || this == SIGNED_SYMMETRIC;
  }

  List<String> duplicityOptions() {
    return switch (this) {
      case UNENCRYPTED -> List.of("--no-encryption");
      case UNCOMPRESSED -> List.of("--no-encryption", "--no-compression");
      case SYMMETRIC -> List.of();
      case SIGNED_SYMMETRIC -> List.of("--sign-key", fingerprint("ecc-sign"));
      case PUBLIC_KEY ->
          List.of("--encrypt-key", fingerprint("rsa"), "--gpg-options", "--trust-model always");
      case SIGNED_PUBLIC_KEY -> keys("rsa", "rsa");
      case HIDDEN_RECIPIENT ->
          List.of(
              "--hidden-encrypt-key", fingerprint("rsa"), "--gpg-options", "--trust-model always");
      case SEPARATE_SIGNER -> keys("ecc-enc", "ecc-sign");
      case KEY_OF_GPG_2_4 -> keys("gpg24", "gpg24");
    };
  }

  private static List<String> keys(String recipient, String signer) {
    return List.of(
        "--encrypt-key",
        fingerprint(recipient),
        "--sign-key",
        fingerprint(signer),
        "--gpg-options",
        "--trust-model always");
  }

  public Envelopes envelopes(Bench bench) throws IOException {
    if (this == UNENCRYPTED || this == UNCOMPRESSED) {
      return bench.unencrypted(this == UNENCRYPTED ? Packaging.GZIP : Packaging.PLAIN);
    }
    var keys = OpenPgpKeys.none();
    for (String name : KEYS) {
      keys = keys.and(KeyFile.read(secretKey(name)));
    }
    var envelope = OpenPgpEnvelope.with(bench.pool()).keyring(keys);
    var none = Passphrase.of("");
    switch (this) {
      case SYMMETRIC -> envelope.symmetric(Passphrase.of(PASSPHRASE));
      case SIGNED_SYMMETRIC ->
          envelope.symmetric(Passphrase.of(PASSPHRASE)).signer(key(keys, "ecc-sign"), none);
      case PUBLIC_KEY -> envelope.recipient(key(keys, "rsa"));
      case HIDDEN_RECIPIENT -> envelope.hiddenRecipient(key(keys, "rsa"));
      case SEPARATE_SIGNER ->
          envelope.recipient(key(keys, "ecc-enc")).signer(key(keys, "ecc-sign"), none);
      case KEY_OF_GPG_2_4 ->
          envelope.recipient(key(keys, "gpg24")).signer(key(keys, "gpg24"), none);
      default -> envelope.recipient(key(keys, "rsa")).signer(key(keys, "rsa"), none);
    }
    return bench.encrypted(envelope.build());
  }

  /// No key at hand, and a passphrase that none of the others knows.
  static Envelopes anotherPassphrase(Bench bench) throws IOException {
    return bench.encrypted(
        OpenPgpEnvelope.with(bench.pool()).symmetric(Passphrase.of("another")).build());
  }

  private static OpenPgpKey key(OpenPgpKeys keys, String name) throws IOException {
    return keys.require(fingerprint(name));
  }
}

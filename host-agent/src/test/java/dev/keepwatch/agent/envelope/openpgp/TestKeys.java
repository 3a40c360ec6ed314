package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The published test keys of the fixtures; they have no passphrases and are worth nothing.
final class TestKeys {
  static final Passphrase NO_PASSPHRASE = Passphrase.of("");

  private TestKeys() {}

  /// RSA 4096 that signs and is encrypted to.
  static OpenPgpKey rsa() throws IOException {
    return secret("rsa");
  }

  /// Ed25519 with a Curve25519 subkey.
  static OpenPgpKey ecc() throws IOException {
    return secret("ecc-enc");
  }

  /// Ed25519 that only signs.
  static OpenPgpKey signer() throws IOException {
    return secret("ecc-sign");
  }

  /// As GnuPG 2.4 makes them.
  static OpenPgpKey gpg24() throws IOException {
    return secret("gpg24");
  }

  static OpenPgpKey secret(String name) throws IOException {
    String file = "keys/" + name + ".TESTONLY-secret.gpg";
    return KeyFile.parse(resource(file), file).all().getFirst();
  }

  static OpenPgpKey publicOnly(String name) throws IOException {
    String file = "keys/" + name + ".pub.asc";
    return KeyFile.parse(resource(file), file).all().getFirst();
  }

  static OpenPgpKeys all() throws IOException {
    return OpenPgpKeys.of(java.util.List.of(rsa(), ecc(), signer(), gpg24()));
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = TestKeys.class.getResourceAsStream("/envelope/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}

package dev.keepwatch.agent.engine;

import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.envelope.openpgp.KeyFile;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpEnvelope;
import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The ways an archive can be sealed, for both programs.
enum Mode {
  UNENCRYPTED,
  SYMMETRIC,
  SIGNED_PUBLIC_KEY;

  static final String PASSPHRASE = "fixture-passphrase";

  static Path secretKey() {
    return Fixtures.ROOT.resolve("keys/rsa.TESTONLY-secret.gpg");
  }

  private static String fingerprint() {
    try {
      return Files.readString(Fixtures.ROOT.resolve("keys/rsa.fpr")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> duplicityOptions() {
    return switch (this) {
      case UNENCRYPTED -> List.of("--no-encryption");
      case SYMMETRIC -> List.of();
      case SIGNED_PUBLIC_KEY ->
          List.of(
              "--encrypt-key",
              fingerprint(),
              "--sign-key",
              fingerprint(),
              "--gpg-options",
              "--trust-model always");
    };
  }

  Envelopes envelopes(Bench bench) throws IOException {
    return switch (this) {
      case UNENCRYPTED -> bench.unencrypted(Packaging.GZIP);
      case SYMMETRIC ->
          bench.encrypted(
              OpenPgpEnvelope.with(bench.pool()).symmetric(Passphrase.of(PASSPHRASE)).build());
      case SIGNED_PUBLIC_KEY -> {
        var keys = KeyFile.read(secretKey());
        var key = keys.require(fingerprint());
        yield bench.encrypted(
            OpenPgpEnvelope.with(bench.pool())
                .recipient(key)
                .signer(key, Passphrase.of(""))
                .keyring(keys)
                .build());
      }
    };
  }
}

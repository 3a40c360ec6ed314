package dev.keepwatch.agent.envelope.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Keys that gpg made to expire, revoked, or made without some ability.
class KeyValidityTest {
  private final DeflatePool pool = new DeflatePool(1);
  private final GpgHome gpg = new GpgHome();
  private final Instant now = Instant.now();
  private final Instant later = now.plus(Duration.ofDays(3));

  @AfterEach
  void clean_up() {
    pool.close();
    gpg.close();
  }

  @Test
  void an_expired_key_is_neither_encrypted_to_nor_signed_with_but_still_opens() throws Exception {
    gpg.run(
        "\n".getBytes(UTF_8),
        "--pinentry-mode",
        "loopback",
        "--passphrase-fd",
        "0",
        "--quick-gen-key",
        "short@test.invalid",
        "default",
        "default",
        "1d");
    OpenPgpKey key = gpg.exportedSecret("short@test.invalid", "");
    byte[] sealed =
        gpg.run(new byte[100], "--sign", "--recipient", "short@test.invalid", "--encrypt");

    assertThat(key.canEncrypt(now)).isTrue();
    assertThat(key.canEncrypt(later)).isFalse();
    assertThat(key.canSign(now)).isTrue();
    assertThat(key.canSign(later)).isFalse();
    assertThat(key.expiry()).hasValueSatisfying(expiry -> assertThat(expiry).isBetween(now, later));
    assertRefused(
        () -> at(later).recipient(key).build(),
        "cannot encrypt to " + key.describe() + ": it expired on ");
    assertRefused(() -> at(later).signer(key, TestKeys.NO_PASSPHRASE).build(), "it expired on ");

    Envelope opening =
        at(later).keyring(OpenPgpKeys.of(List.of(key))).expectedSigner(key.fingerprint()).build();
    assertThat(GpgHome.open(opening, sealed)).hasSize(100);
  }

  @Test
  void an_expired_subkey_is_passed_over_for_a_valid_one() throws Exception {
    String primary = gpg.generate("", "sub@test.invalid", "ed25519", "sign");
    String valid = gpg.addSubkey(primary, "", "cv25519", "encr");
    gpg.run(
        "\n".getBytes(UTF_8),
        "--pinentry-mode",
        "loopback",
        "--passphrase-fd",
        "0",
        "--quick-add-key",
        primary,
        "cv25519",
        "encr",
        "1d");
    OpenPgpKey key = gpg.exported(primary);

    assertThat(key.encryptionPart(later).fingerprint()).isEqualTo(valid);
  }

  @Test
  void a_revoked_key_is_not_used_and_its_signature_not_believed() throws Exception {
    String fingerprint = gpg.generate("", "gone@test.invalid", "default", "default");
    byte[] sealed = gpg.run(new byte[100], "--sign", "--recipient", fingerprint, "--encrypt");
    OpenPgpKey before = gpg.exportedSecret(fingerprint, "");
    gpg.importKey(gpg.revocation(fingerprint));
    OpenPgpKey revoked = gpg.exported(fingerprint);

    assertRefused(() -> at(now).recipient(revoked).build(), "it has been revoked by its owner");
    // The secret key was exported before the revocation; together they are one key, and it is
    // revoked.
    OpenPgpKeys together = OpenPgpKeys.of(List.of(before, revoked));
    assertThat(GpgHome.open(at(now).keyring(together).build(), sealed)).hasSize(100);
    assertThatThrownBy(() ->
            GpgHome.open(at(now).keyring(together).expectedSigner(fingerprint).build(), sealed))
        .isInstanceOfSatisfying(
            EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_SIGNER))
        .hasMessageContaining("revoked");
  }

  @Test
  void a_revoked_subkey_is_not_encrypted_to() throws Exception {
    String fingerprint = gpg.generate("", "half@test.invalid", "default", "default");
    gpg.run(
        "key 1\nrevkey\ny\n0\n\ny\nsave\n".getBytes(UTF_8),
        "--pinentry-mode",
        "loopback",
        "--no-batch",
        "--yes",
        "--command-fd",
        "0",
        "--edit-key",
        fingerprint);
    OpenPgpKey key = gpg.exported(fingerprint);

    assertRefused(() -> at(now).recipient(key).build(), "its subkey for that has been revoked");
  }

  @Test
  void a_key_that_only_signs_is_not_encrypted_to() {
    assertRefused(
        () -> at(now).recipient(TestKeys.signer()).build(), "no part of it is meant for that");
  }

  @Test
  void without_its_secret_part_a_key_does_not_sign() {
    assertRefused(
        () -> at(now).signer(TestKeys.publicOnly("ecc-sign"), TestKeys.NO_PASSPHRASE).build(),
        "only its public part is here");
  }

  @Test
  void where_only_the_subkeys_secrets_were_exported_the_signing_subkey_signs() throws Exception {
    String primary = gpg.generate("", "offline@test.invalid", "ed25519", "cert");
    String signing = gpg.addSubkey(primary, "", "ed25519", "sign");
    gpg.addSubkey(primary, "", "cv25519", "encr");
    byte[] exported = gpg.run(new byte[0], "--export-secret-subkeys", primary);
    OpenPgpKey key = KeyFile.parse(exported, "gpg").require(primary);

    assertThat(key.hasSecret()).isTrue();
    assertThat(key.signingKey(now, List.of()).part().fingerprint()).isEqualTo(signing);
  }

  @Test
  void an_expected_signer_must_be_a_loaded_key() {
    assertRefused(
        () -> at(now).expectedSigner(TestKeys.signer().fingerprint()).build(),
        "is not among the keys that were loaded");
  }

  @Test
  void an_envelope_with_nothing_to_encrypt_with_does_not_seal() {
    assertRefused(
        () -> at(now).build().seal(new java.io.ByteArrayOutputStream()),
        "no key and no passphrase to encrypt with");
    assertRefused(() -> at(now).symmetric(Passphrase.of("")).build(), "an empty passphrase");
  }

  private OpenPgpEnvelope.Builder at(Instant time) {
    return OpenPgpEnvelope.with(pool).clock(InstantSource.fixed(time));
  }

  private static void assertRefused(ThrowingCallable deed, String words) {
    assertThatThrownBy(deed)
        .isInstanceOfSatisfying(
            EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_KEY))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words);
  }
}

package dev.keepwatch.agent.envelope.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GnuPgKeyringTest {
  private final GpgHome gpg = new GpgHome();
  private final GnuPgKeyring keyring = new GnuPgKeyring("gpg", gpg.environment());

  @AfterEach
  void clean_up() {
    gpg.close();
  }

  @Test
  void a_public_key_is_exported_by_each_of_its_names() throws Exception {
    gpg.importKey(TestKeys.resource("keys/ecc-enc.pub.asc"));
    gpg.importKey(TestKeys.resource("keys/rsa.pub.asc"));
    String fingerprint = TestKeys.ecc().fingerprint();

    for (String name :
        List.of(
            fingerprint,
            "0x" + fingerprint.substring(24),
            fingerprint.substring(32),
            "ecc-enc@test.invalid")) {
      OpenPgpKey key = keyring.publicKey(name);
      assertThat(key.fingerprint()).isEqualTo(fingerprint);
      assertThat(key.hasSecret()).isFalse();
    }
  }

  @Test
  void a_secret_key_is_exported_with_its_passphrase_and_stays_locked() throws Exception {
    gpg.generate("open sesame", "locked@test.invalid", "default", "default");

    OpenPgpKey key = keyring.secretKey("locked@test.invalid", Passphrase.of("open sesame"));
    assertThat(key.secretKeys()).hasSize(2).allMatch(SecretKeyLock::isLocked);
  }

  @Test
  void a_wrong_passphrase_is_said_without_saying_it() {
    gpg.generate("open sesame", "locked@test.invalid", "default", "default");

    assertThatThrownBy(() -> keyring.secretKey("locked@test.invalid", Passphrase.of("hocus pocus")))
        .isInstanceOfSatisfying(
            EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_PASSPHRASE))
        .hasMessageContaining("secret key locked@test.invalid")
        .hasMessageNotContaining("pocus");
  }

  @Test
  void a_secret_key_that_lies_open_needs_no_passphrase() throws Exception {
    gpg.importKey(TestKeys.resource("keys/ecc-sign.TESTONLY-secret.gpg"));

    assertThat(keyring.secretKey("ecc-sign@test.invalid", TestKeys.NO_PASSPHRASE).hasSecret())
        .isTrue();
  }

  @Test
  void a_key_that_gpg_does_not_know_is_named() {
    for (String name : List.of("nobody@test.invalid", "0xDEADBEEFDEADBEEF", "--version")) {
      assertThatThrownBy(() -> keyring.publicKey(name))
          .isInstanceOfSatisfying(
              EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_KEY))
          .hasMessageContaining(name);
      assertThatThrownBy(() -> keyring.secretKey(name, TestKeys.NO_PASSPHRASE))
          .isInstanceOf(EnvelopeException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void where_gpg_is_not_installed_one_sentence_says_so() {
    var absent = new GnuPgKeyring("gpg-that-is-not-here", Map.of());
    assertThatThrownBy(() -> absent.publicKey("ecc-enc@test.invalid"))
        .isInstanceOf(EnvelopeException.class)
        .hasMessage(
            "the key ecc-enc@test.invalid is in no key folder of ours, and gpg is not installed to ask; give an exported key file");
  }
}

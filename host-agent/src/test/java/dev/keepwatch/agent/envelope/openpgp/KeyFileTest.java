package dev.keepwatch.agent.envelope.openpgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void several_armored_blocks_with_text_around_them_are_all_read() throws Exception {
    var file = new ByteArrayOutputStream();
    file.writeBytes("our hosts' keys:\n\n".getBytes(UTF_8));
    file.writeBytes(TestKeys.resource("keys/rsa.pub.asc"));
    file.writeBytes("\nand the escrow – grüße\n".getBytes(UTF_8));
    file.writeBytes(TestKeys.resource("keys/ecc-enc.pub.asc"));

    assertThat(KeyFile.parse(file.toByteArray(), "file").all())
        .extracting(OpenPgpKey::fingerprint)
        .containsExactly(fingerprint("rsa"), fingerprint("ecc-enc"));
  }

  @Test
  void binary_keys_one_behind_the_other_are_all_read() throws Exception {
    var file = new ByteArrayOutputStream();
    file.writeBytes(TestKeys.resource("keys/gpg24.TESTONLY-secret.gpg"));
    file.writeBytes(TestKeys.resource("keys/ecc-sign.TESTONLY-secret.gpg"));

    OpenPgpKeys keys = KeyFile.parse(file.toByteArray(), "file");
    assertThat(keys.all())
        .extracting(OpenPgpKey::fingerprint)
        .containsExactly(fingerprint("gpg24"), fingerprint("ecc-sign"));
    assertThat(keys.all()).allMatch(OpenPgpKey::hasSecret);
  }

  @Test
  void the_public_and_the_secret_part_of_a_key_become_one() throws Exception {
    OpenPgpKeys keys =
        OpenPgpKeys.of(List.of(TestKeys.publicOnly("rsa")))
            .and(OpenPgpKeys.of(List.of(TestKeys.rsa())))
            .and(OpenPgpKeys.of(List.of(TestKeys.publicOnly("rsa"))));

    assertThat(keys.all()).hasSize(1);
    assertThat(keys.all().getFirst().hasSecret()).isTrue();
  }

  @Test
  void a_key_is_found_by_each_of_its_names() throws Exception {
    OpenPgpKeys keys = TestKeys.all();
    String fingerprint = fingerprint("ecc-enc");
    for (String name :
        List.of(
            fingerprint,
            fingerprint.toLowerCase(java.util.Locale.ROOT),
            "0x" + fingerprint.substring(24),
            fingerprint.substring(32),
            fingerprint.substring(0, 20) + " " + fingerprint.substring(20),
            "F1AC919A41BA2186!",
            "ecc-enc@test.invalid",
            "<ECC-ENC@test.invalid>",
            "TEST ONLY cv25519 encrypt <ecc-enc@test.invalid>")) {
      assertThat(keys.find(name)).as(name).map(OpenPgpKey::fingerprint).hasValue(fingerprint);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "test.invalid", "enc@test.invalid", "0xDEADBEEF", "F1AC919A41BA218", "<>"})
  void what_is_no_whole_name_of_a_key_finds_none(String name) throws Exception {
    assertThat(TestKeys.all().find(name)).isEmpty();
  }

  @Test
  void a_name_that_nobody_bears_is_said() {
    assertThatThrownBy(() -> TestKeys.all().require("nobody@test.invalid"))
        .isInstanceOf(EnvelopeException.class)
        .hasMessage(
            "the key nobody@test.invalid is not among the keys that were loaded; export it to a file and name the file");
  }

  @Test
  void a_file_that_is_not_there_or_holds_no_key_is_named() throws Exception {
    Path absent = folder.resolve("absent.asc");
    assertThatThrownBy(() -> KeyFile.read(absent))
        .isInstanceOfSatisfying(
            EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_KEY))
        .hasMessageContaining("no key file " + absent);
    for (String content : List.of("", "hello", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxx\n")) {
      assertThatThrownBy(() -> KeyFile.parse(content.getBytes(US_ASCII), "the key file x"))
          .as(content)
          .isInstanceOf(EnvelopeException.class)
          .hasMessageStartingWith("the key file x ");
    }
  }

  @Test
  void damaged_key_files_are_refused_with_a_sentence_or_give_harmless_keys() throws Exception {
    long seed = 4711;
    var random = new Random(seed);
    byte[][] files = {
      TestKeys.resource("keys/ecc-enc.TESTONLY-secret.gpg"),
      TestKeys.resource("keys/rsa.pub.asc"),
      TestKeys.resource("keys/gpg24.pub.asc")
    };
    for (int i = 0; i < 1500; i++) {
      byte[] file = files[i % files.length].clone();
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      try {
        KeyFile.parse(file, "the key file x").all().forEach(OpenPgpKey::describe);
      } catch (EnvelopeException e) {
        assertThat(e).as("seed %s, round %s", seed, i).hasMessageStartingWith("the key file x ");
      }
    }
  }

  @Test
  void a_passphrase_does_not_show_itself() {
    assertThat(Passphrase.of("open sesame")).asString().doesNotContain("sesame");
  }

  private static String fingerprint(String key) throws IOException {
    return new String(TestKeys.resource("keys/" + key + ".fpr"), US_ASCII).strip();
  }
}

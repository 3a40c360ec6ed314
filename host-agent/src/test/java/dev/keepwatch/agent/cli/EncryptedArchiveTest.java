package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncryptedArchiveTest extends KeyedArchive {

  private static final String SIGNER = KEYS.resolve("ecc-sign.TESTONLY-secret.gpg").toString();

  /// A directory with one key file.
  private String keyring(String file) throws IOException {
    Path directory = Files.createDirectories(shell.file("keys"));
    Files.copy(Path.of(file), directory.resolve(Path.of(file).getFileName()));
    return "--keyring=" + directory;
  }

  @Test
  void without_a_key_a_passphrase_from_the_environment_is_used() {
    shell.environment.put("PASSPHRASE", "open sesame");
    var written = backup();
    var restored = restore();

    assertThat(written.exit()).as(written.errors()).isZero();
    assertThat(restored.exit()).as(restored.errors()).isZero();
    assertRestored();
    assertThat(shell.questions).isEmpty();
    assertThat(shell.file("archive/duplicity-full.20231114T221320Z.manifest.gpg")).exists();
  }

  @Test
  void a_wrong_passphrase_ends_with_31_and_shows_nobodys_passphrase() {
    shell.environment.put("PASSPHRASE", "open sesame");
    backup();
    shell.environment.put("PASSPHRASE", "open barley");

    var said = restore();

    assertThat(said.exit()).isEqualTo(31);
    assertThat(said.errors())
        .startsWith("keepwatch: cannot open duplicity-full.20231114T221320Z.manifest.gpg: ")
        .doesNotContain("barley")
        .hasLineCount(1);
  }

  @Test
  void without_passphrase_and_terminal_nothing_is_encrypted_and_the_run_ends_with_23() {
    var said = backup();

    assertThat(said.exit()).isEqualTo(23);
    assertThat(said.errors())
        .isEqualTo(
            "keepwatch: a passphrase is needed to encrypt with, and none was given: set PASSPHRASE,"
                + " name a key with --encrypt-key, or say --no-encryption\n");
    assertThat(shell.file("archive")).doesNotExist();
  }

  @Test
  void somebody_at_the_terminal_is_asked_twice_for_writing_and_once_for_reading() {
    shell.answers.addAll(List.of("open sesame", "open sesame", "open sesame"));

    assertThat(backup().exit()).isZero();
    assertThat(shell.questions)
        .containsExactly("Passphrase of the archive: ", "The same again, to be sure: ");
    assertThat(restore().exit()).isZero();
    assertThat(shell.questions).hasSize(3);
    assertRestored();
  }

  @Test
  void two_answers_that_differ_or_are_empty_end_the_run() {
    shell.answers.addAll(List.of("open sesame", "open barley"));
    var differing = backup();
    shell.answers.add("");
    var empty = backup();

    assertThat(differing.exit()).isEqualTo(23);
    assertThat(differing.errors()).contains("the two passphrases differ; nothing was written");
    assertThat(empty.exit()).isEqualTo(23);
    assertThat(empty.errors()).contains("an empty passphrase protects nothing");
  }

  @Test
  void with_a_public_key_nobody_is_asked_and_the_secret_key_brings_it_back() throws Exception {
    var written = backup("--encrypt-key", PUBLIC);
    shell.now = Shell.T0.plusSeconds(60);
    var increment = backup("--encrypt-key", PUBLIC);
    var without = restore();
    var with = restore(keyring(SECRET));

    assertThat(written.exit()).as(written.errors()).isZero();
    assertThat(increment.exit()).as(increment.errors()).isZero();
    assertThat(shell.file("archive")).isDirectoryContaining("glob:**/duplicity-inc.*.manifest.gpg");
    assertThat(without.exit()).isEqualTo(31);
    assertThat(without.errors())
        .contains("none of the secret keys at hand is among the recipients")
        .hasLineCount(1);
    assertThat(with.exit()).as(with.errors()).isZero();
    assertRestored();
  }

  @Test
  void keys_are_named_by_fingerprint_id_or_address_where_a_directory_holds_them() throws Exception {
    String keyring = keyring(SECRET);
    String fingerprint = Files.readString(KEYS.resolve("rsa.fpr")).strip();

    for (String name : List.of(fingerprint, "0x" + fingerprint.substring(24))) {
      shell.now = shell.now.plusSeconds(60);
      var said = backup(keyring, "--encrypt-sign-key", name);
      assertThat(said.exit()).as(said.errors()).isZero();
    }
    assertThat(restore(keyring, "--sign-key", fingerprint).exit()).isZero();
    assertRestored();
  }

  @Test
  void a_key_file_that_is_not_there_ends_with_31_before_anything_is_written() {
    var said = backup("--encrypt-key", shell.file("none.asc").toString());

    assertThat(said.exit()).isEqualTo(31);
    assertThat(said.errors()).contains("there is no key file").hasLineCount(1);
    assertThat(shell.file("archive")).doesNotExist();
  }

  @Test
  void a_signing_key_that_can_be_none_ends_with_10_and_one_that_is_unknown_with_31() {
    var none = backup("--encrypt-key", PUBLIC, "--sign-key", "me");
    var unknown = backup("--encrypt-key", PUBLIC, "--sign-key", "nobody@nowhere.invalid");

    assertThat(none.exit()).isEqualTo(10);
    assertThat(none.errors())
        .isEqualTo(
            "keepwatch: --sign-key 'me' names no key: give a key file, a key id, a fingerprint or a"
                + " mail address\n");
    assertThat(unknown.exit()).isEqualTo(31);
    assertThat(unknown.errors()).contains("nobody@nowhere.invalid").hasLineCount(1);
  }

  @Test
  void a_backup_that_the_demanded_key_has_not_signed_ends_with_22() throws Exception {
    assertThat(backup("--encrypt-key", PUBLIC, "--sign-key", SIGNER).exit()).isZero();

    String keyring = keyring(SECRET);
    var wrong = restore(keyring, "--sign-key", PUBLIC);
    var right = restore(keyring, "--sign-key", KEYS.resolve("ecc-sign.pub.asc").toString());

    assertThat(wrong.exit()).isEqualTo(22);
    assertThat(wrong.errors()).contains("a signature by").hasLineCount(1);
    assertThat(right.exit()).as(right.errors()).isZero();
    assertRestored();
  }

  @Test
  void a_hidden_recipient_opens_what_was_made_for_him() throws Exception {
    assertThat(backup("--hidden-encrypt-key", PUBLIC).exit()).isZero();

    assertThat(restore(keyring(SECRET)).exit()).isZero();
    assertRestored();
  }

  @Test
  void a_hidden_recipient_whose_key_only_gnupg_has_needs_not_be_named() throws Exception {
    var privately =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Path gnupg = Files.createDirectory(home.resolve("g"), privately);
    var environment = Map.of("GNUPGHOME", gnupg.toString());
    OutsideProgram.required("gpg", environment).run("--batch", "--import", SECRET).succeeded();
    assertThat(backup("--hidden-encrypt-key", PUBLIC).exit()).isZero();

    var said = restore("--gpg-options", "--homedir=" + gnupg);

    OutsideProgram.required("gpgconf", environment).run("--kill", "gpg-agent");
    assertThat(said.exit()).as(said.errors()).isZero();
    assertRestored();
  }
}

package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is told about keys and passphrases that somebody may not have meant.
class ProtectionWarningsTest extends KeyedArchive {

  @Test
  void with_the_cache_lost_and_no_secret_key_a_full_backup_is_made_loudly() {
    backup("--encrypt-key", PUBLIC);
    shell.now = Shell.T0.plusSeconds(60);

    var said = backup("--encrypt-key", PUBLIC, "--archive-dir=" + shell.file("new-cache"));
    var insisted =
        shell.run(
            "incr",
            source,
            url,
            "--encrypt-key",
            PUBLIC,
            "--archive-dir=" + shell.file("newer-cache"));

    assertThat(said.exit()).isZero();
    assertThat(said.errors())
        .startsWith("Warning: A full backup is made, not an increment: the local cache does not");
    assertThat(shell.file("archive/duplicity-full.20231114T221420Z.manifest.gpg")).exists();
    assertThat(insisted.exit()).isEqualTo(17);
  }

  @Test
  void a_key_beside_no_encryption_is_obeyed_and_loudly_told() {
    var said = backup("--encrypt-key", PUBLIC, "--no-encryption");

    assertThat(said.exit()).isZero();
    assertThat(said.errors())
        .isEqualTo(
            "Warning: This backup is NOT encrypted, though a key to encrypt with is given:"
                + " --no-encryption says so. Leave it out to encrypt.\n");
  }

  @Test
  void an_increment_that_is_protected_otherwise_than_its_chain_is_told() {
    shell.environment.put("PASSPHRASE", "x");
    backup();
    shell.now = shell.now.plusSeconds(60);
    var open = backup("--no-encryption");
    shell.now = shell.now.plusSeconds(60);
    var closed = backup();

    assertThat(open.exit()).isZero();
    assertThat(open.errors()).contains("This increment is NOT encrypted, though the chain");
    assertThat(closed.errors()).contains("This increment is encrypted, and the chain");
  }

  @Test
  void a_keyring_that_is_not_there_is_told_and_a_key_file_will_do() throws Exception {
    var absent = backup("--encrypt-key", "rsa@test", "--keyring=" + shell.file("nowhere"));
    Path text = Files.writeString(shell.file("text.asc"), "no key");
    var noKey = backup("--encrypt-key", "rsa@test", "--keyring=" + text);
    var written = backup("--encrypt-key", PUBLIC);
    var restored = restore("--keyring=" + SECRET);

    assertThat(absent.exit()).isEqualTo(2);
    assertThat(absent.errors())
        .isEqualTo(
            "keepwatch: --keyring "
                + shell.file("nowhere")
                + ": there is no such directory or key file\n");
    assertThat(noKey.exit()).isEqualTo(2);
    assertThat(noKey.errors()).startsWith("keepwatch: --keyring " + text + ": ").hasLineCount(1);
    assertThat(written.exit()).isZero();
    assertThat(restored.exit()).as(restored.errors()).isZero();
    assertRestored();
  }

  @Test
  void who_has_no_key_is_told_where_to_put_one() {
    backup("--encrypt-key", PUBLIC);
    var said = restore();

    assertThat(said.exit()).isEqualTo(31);
    assertThat(said.errors())
        .contains("none of the secret keys")
        .contains("into ~/.config/keepwatch/keys or into a directory that --keyring names")
        .hasLineCount(1);
  }

  @Test
  void a_full_with_another_passphrase_than_the_newest_backup_is_told() {
    shell.environment.put("PASSPHRASE", "x");
    backup();
    shell.now = shell.now.plusSeconds(60);
    shell.environment.put("PASSPHRASE", "y");
    var other = shell.run("full", source, url);
    shell.now = shell.now.plusSeconds(60);
    var same = shell.run("full", source, url);

    assertThat(other.exit()).isZero();
    assertThat(other.errors())
        .contains("The passphrase is not that of the newest backup that is here")
        .hasLineCount(1);
    assertThat(same.errors()).isEmpty();
  }
}

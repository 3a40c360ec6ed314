package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command lines of an operator that cannot be understood, and an AWS that is not there.
@ExtendWith(TestCredentials.class)
class KeysUsageTest {

  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    shell.environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "keys | write: keepwatch keys aws ACTION (not 0 words)",
        "keys gcp create | only 'aws' can stand there",
        "keys aws rotat | did you mean rotate?",
        "keys aws create | --host NAME",
        "keys aws create --user a/b | 'a/b' is no name of an IAM user",
        "keys aws revoke --host a --access-key x/y | the public half of a key",
        "keys aws create --host a --credentials-profile [x | no name of a profile",
        "init | --from-stack NAME",
        "init --from-stack a/b | 'a/b' is no name of a stack",
        "undelete s3://b/f | --since TIME",
        "undelete --since 1D --time 2D s3://b/f | --time and --path-to-restore mean nothing",
        "undelete --since never s3://b/f | --since:",
        "undelete --since 2D file:///tmp | keeps no versions",
        "status --since 2D s3://b/f | means nothing to the command collection-status",
        "keys aws list --host a --s3-use-ia | --s3-use-ia means nothing to the command keys",
        "restore --host a s3://b/f x | --host means nothing to the command restore"
      })
  void what_makes_no_sense_is_said(String line, String words) {
    var said = shell.run(line.split(" "));

    assertThat(said.exit()).as(said.errors()).isEqualTo(2);
    assertThat(said.errors()).contains(words).hasLineCount(1);
  }

  @Test
  void what_may_be_a_secret_is_not_repeated() {
    String secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    var said = shell.run("keys", "aws", "revoke", "--host", "a", "--access-key", secret);

    assertThat(said.output() + said.errors()).doesNotContain("wJalr");
  }

  @Test
  void where_nobody_answers_it_is_said() {
    var keys = shell.run("keys", "aws", "list", "--host", "web01");
    assertThat(keys.exit()).as(keys.errors()).isEqualTo(38);
    assertThat(keys.errors()).contains("AWS does not answer").hasLineCount(1);

    var init =
        shell.run(
            "init", "--from-stack", "keepwatch-web01", "--config", home.resolve("c").toString());
    assertThat(init.exit()).as(init.errors()).isEqualTo(38);
    assertThat(home.resolve("c")).doesNotExist();
  }
}

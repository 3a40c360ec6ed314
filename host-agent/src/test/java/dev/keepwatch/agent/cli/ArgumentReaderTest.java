package dev.keepwatch.agent.cli;

import static dev.keepwatch.agent.cli.Typed.assertRefused;
import static dev.keepwatch.agent.cli.Typed.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.cli.SelectionOptions.Given;
import dev.keepwatch.agent.cli.output.Verbosity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--volsize 25 --name n full /home s3://b/p",
        "full --volsize 25 --name=n /home s3://b/p",
        "full /home --volsize=25 s3://b/p --name n",
        "full /home s3://b/p --name n --volsize 25",
        "--volsize 7 full /home s3://b/p --name n --volsize 25"
      })
  void options_may_stand_anywhere_and_the_last_of_a_kind_counts(String line) throws Exception {
    var invocation = read(line);

    assertThat(invocation.verb()).isEqualTo(Verb.FULL);
    assertThat(invocation.words()).containsExactly("/home", "s3://b/p");
    assertThat(invocation.options().backup().volumeSize).isEqualTo(25);
    assertThat(invocation.options().archive().cacheName).contains("n");
  }

  @ParameterizedTest
  @CsvSource({
    "backup /a file:///b, BACKUP",
    "bu /a file:///b, BACKUP",
    "/a file:///b, BACKUP",
    "a/b file://b, BACKUP",
    "full /a s3://b, FULL",
    "fb /a s3://b, FULL",
    "incremental /a s3://b, INCREMENTAL",
    "incr /a s3://b, INCREMENTAL",
    "inc /a s3://b, INCREMENTAL",
    "ib /a s3://b, INCREMENTAL",
    "restore s3://b /a, RESTORE",
    "rb s3://b /a, RESTORE",
    "s3+http://b/c /a, RESTORE",
    "boto3+s3://b/c a, RESTORE",
    "list-current-files s3://b, LIST",
    "list s3://b, LIST",
    "ls s3://b, LIST",
    "collection-status s3://b, STATUS",
    "status s3://b, STATUS",
    "st s3://b, STATUS",
    "run, RUN",
    "run home mongo, RUN",
    "monitor s3://b file:///c, MONITOR",
    "help, HELP",
    "help restore, HELP",
    "--help, HELP",
    "-h, HELP",
    "restore --help, HELP",
    "--version, HELP",
    "-V, HELP",
    "demo, DEMO"
  })
  void every_verb_has_its_names(String line, Verb verb) throws Exception {
    assertThat(read(line).verb()).isEqualTo(verb);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "full /a | write: keepwatch full SOURCE URL (not 1 word)",
        "full s3://b /a | write: keepwatch full SOURCE URL (the source comes first)",
        "restore /a s3://b | write: keepwatch restore URL TARGET (the URL comes first)",
        "restore s3://b | write: keepwatch restore URL TARGET (not 1 word)",
        "list /a | write: keepwatch list-current-files URL ('/a' is no URL)",
        "status s3://b s3://c | write: keepwatch collection-status URL (not 2 words)",
        "monitor | write: keepwatch monitor URL… (at least one URL is needed)",
        "restroe s3://b x y | 'restroe' is no command; did you mean restore?",
        "lst s3://b x y | 'lst' is no command; did you mean list?",
        "s3://b | what to do with s3://b? Give a command before it, or a target behind it",
        "doctor s3://b | the command doctor is not part of this version",
        "/a /b | '/a' is no command"
      })
  void words_that_make_no_sense_are_explained(String line, String complaint) {
    assertRefused(line, complaint);
  }

  @Test
  void without_any_word_there_is_nothing_to_do() {
    assertRefused("", "nothing was asked for; try keepwatch --help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--exlude x /a s3://b | unknown option --exlude; did you mean --exclude?",
        "--encrypt-kye=AB /a s3://b | unknown option --encrypt-kye; did you mean --encrypt-key?",
        "--no-encription /a s3://b | unknown option --no-encription; did you mean --no-encryption?",
        "--frobnicate /a s3://b | unknown option --frobnicate",
        "--exclude-o /a s3://b | --exclude-o can be --exclude-older-than or --exclude-other-filesystems: write it in full",
        "-x /a s3://b | unknown option -x",
        "--volsize many /a s3://b | --volsize is a whole number, not 'many'",
        "--num-retries=x status s3://b | --num-retries is a whole number, not 'x'",
        "--timeout 0 status s3://b | --timeout is a number of seconds, at least 1",
        "--metadata-sync-mode most status s3://b | --metadata-sync-mode is full or partial",
        "-v loud /a s3://b | --verbosity: 'loud' is neither a number from 0 to 9 nor error, warning, notice, info or debug",
        "full /a s3://b --name | --name needs a value: --name NAME",
        "restore s3://b /a --rename x | --rename needs 2 values: --rename PATH PATH",
        "run --volsize 3 | --volsize means nothing to the command run",
        "run --jsonstat | --jsonstat means nothing to the command run",
        "--s3-kms-grant=x /a s3://b | --s3-kms-grant is not supported: allow this host to use the key in the key's policy, or by a grant there",
        "--gpg-options --frob /a s3://b | --gpg-options: --frob is not supported, since no gpg runs; take it out"
      })
  void options_that_make_no_sense_are_explained(String line, String complaint) {
    assertRefused(line, complaint);
  }

  @Test
  void includes_and_excludes_keep_their_order_among_each_other() throws Exception {
    var invocation =
        read("--exclude a --include=b /s file:///u --include c --exclude d --exclude=e");

    assertThat(invocation.options().backup().selection.given)
        .containsExactly(
            new Given("--exclude", "a"),
            new Given("--include", "b"),
            new Given("--include", "c"),
            new Given("--exclude", "d"),
            new Given("--exclude", "e"));
  }

  @Test
  void rules_of_different_kinds_keep_their_order_too() throws Exception {
    var invocation =
        read(
            "--filter-regexp --exclude-other-filesystems --exclude x --exclude-globbing-filelist l"
                + " --filter-regexp --exclude-other-filesystems --exclude-filelist m /s file:///u");

    assertThat(invocation.options().backup().selection.given)
        .extracting(Given::option)
        .containsExactly(
            "--filter-regexp",
            "--exclude-other-filesystems",
            "--exclude",
            "--exclude-globbing-filelist",
            "--filter-regexp",
            "--exclude-other-filesystems",
            "--exclude-globbing-filelist");
  }

  @Test
  void a_value_may_look_like_an_option() throws Exception {
    var invocation = read("--exclude --include --name=--force /s file:///u");

    assertThat(invocation.options().backup().selection.given)
        .containsExactly(new Given("--exclude", "--include"));
    assertThat(invocation.options().archive().cacheName).contains("--force");
    assertThat(invocation.options().restore().force).isFalse();
  }

  @Test
  void behind_two_dashes_there_are_only_words_and_an_at_sign_means_nothing() throws Exception {
    assertThat(read("full -- --odd file:///u").words()).containsExactly("--odd", "file:///u");
    assertThat(read("full @/etc/passwd file:///u").words())
        .containsExactly("@/etc/passwd", "file:///u");
  }

  @ParameterizedTest
  @CsvSource({
    "-v0, ERROR",
    "-v 1, ERROR",
    "-v2, WARNING",
    "-v4, NOTICE",
    "-v5, INFO",
    "-v8, INFO",
    "-v9, DEBUG",
    "--verbosity=info, INFO",
    "--verbosity Warning, WARNING",
    "-vd, DEBUG"
  })
  void verbosity_is_a_number_or_a_name(String option, Verbosity verbosity) throws Exception {
    assertThat(read(option + " status s3://b").options().general().verbosity).isEqualTo(verbosity);
  }
}

package dev.keepwatch.agent.cli;

import static dev.keepwatch.agent.cli.Typed.assertRefused;
import static dev.keepwatch.agent.cli.Typed.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.envelope.openpgp.Compression;
import dev.keepwatch.agent.envelope.openpgp.MessageForm;
import dev.keepwatch.agent.envelope.openpgp.SymmetricAlgorithm;
import dev.keepwatch.agent.storage.s3.VolumeClass;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Scripts that were written for duplicity: beginnings of words, options that have become
/// meaningless.
class OldSpellingsTest {

  @Test
  void options_are_understood_by_their_beginnings() throws UsageException {
    var options = read("--no-enc --volsi=10 --full-if 1M /a s3://b").options();

    assertThat(options.keys().noEncryption).isTrue();
    assertThat(options.backup().volumeSizeBytes()).isEqualTo(10L << 20);
    assertThat(options.backup().fullIfOlderThan).contains("1M");
  }

  @Test
  void what_has_become_meaningless_is_accepted_with_one_remark() throws Exception {
    var invocation =
        read(
            "--s3-use-new-style --s3-european-buckets --use-agent --scp-command x /a s3://b"
                + " --gpg-options --trust-model=always");

    assertThat(invocation.words()).containsExactly("/a", "s3://b");
    assertThat(invocation.remarks())
        .containsExactly(
            "Not needed here, and ignored: --s3-use-new-style, --s3-european-buckets,"
                + " --use-agent, --scp-command, --gpg-options --trust-model.");
  }

  @Test
  void what_uploads_do_anyway_is_accepted_silently() throws Exception {
    var invocation = read("--asynchronous-upload --concurrency 4 /a s3://b --s3-use-ia");

    assertThat(invocation.remarks()).isEmpty();
    assertThat(invocation.options().storage().volumeClass()).contains(VolumeClass.STANDARD_IA);
  }

  @Test
  void several_words_of_gpg_options_are_one_value() throws Exception {
    var invocation =
        ArgumentReader.read(
            List.of(
                "--gpg-options",
                "--compress-algo=bzip2 --bzip2-compress-level 9 --no-tty --trust-model 'always'",
                "/a",
                "s3://b"));

    assertThat(invocation.remarks())
        .containsExactly(
            "Not needed here, and ignored: --gpg-options --no-tty, --gpg-options --trust-model.");
    assertThat(invocation.options().keys().sealing().form())
        .isEqualTo(new MessageForm(Optional.of(Compression.BZIP2), 9, SymmetricAlgorithm.AES256));
  }

  @ParameterizedTest
  @CsvSource({
    "list-current, LIST",
    "li, LIST",
    "col, STATUS",
    "f, FULL",
    "incremen, INCREMENTAL",
    "rest, RESTORE"
  })
  void the_first_letters_of_a_command_do_where_they_leave_no_doubt(String word, Verb verb)
      throws Exception {
    String rest =
        switch (verb) {
          case LIST, STATUS -> " s3://b";
          case RESTORE -> " s3://b /a";
          default -> " /a s3://b";
        };

    assertThat(read(word + rest).verb()).isEqualTo(verb);
  }

  @Test
  void what_begins_several_commands_or_does_not_fit_is_a_path() throws Exception {
    assertThat(read("re s3://b").verb()).isEqualTo(Verb.BACKUP);
    assertThat(read("f s3://b").words()).containsExactly("f", "s3://b");
    assertRefused("re s3://b /a", "'re' is no command");
  }

  @Test
  void keys_for_encryption_and_for_signing_may_be_the_same() throws Exception {
    var both = read("--encrypt-sign-key A --encrypt-key B /a s3://b").options().keys();
    var apart = read("--encrypt-key A --hidden-encrypt-key B --sign-key C /a s3://b").options();

    assertThat(both.sealing().recipients()).containsExactly("B", "A");
    assertThat(both.sealing().signer()).isEqualTo(Optional.of("A"));
    assertThat(apart.keys().sealing().hiddenRecipients()).containsExactly("B");
    assertThat(apart.keys().sealing().signer()).isEqualTo(Optional.of("C"));
  }

  @Test
  void both_spellings_of_a_renamed_option_mean_the_same() throws Exception {
    for (String option : List.of("-r", "--path-to-restore", "--file-to-restore")) {
      assertThat(read(option + " x s3://b /t").options().restore().path).contains("x");
    }
    for (String option : List.of("-t", "--time", "--restore-time")) {
      assertThat(read(option + " 3D s3://b /t").options().restore().time).contains("3D");
    }
    for (String option : List.of("--no-restore-ownership", "--do-not-restore-ownership")) {
      assertThat(read(option + " s3://b /t").options().restore().noOwnership).isTrue();
    }
  }

  @Test
  void every_option_of_the_real_duplicity_is_known_and_takes_a_value_where_it_does_there() {
    var help = OutsideProgram.required("duplicity").run("--help").succeeded();
    var known = ArgumentReader.specification().optionsMap();
    var forms =
        new String(help.output(), UTF_8)
            .lines()
            .filter(line -> line.matches("  -.*"))
            .flatMap(line -> Pattern.compile("(--[a-z0-9-]+)(=?)").matcher(line).results())
            .toList();

    assertThat(forms).hasSizeGreaterThan(100);
    for (var form : forms) {
      assertThat(known).containsKey(form.group(1));
      if (form.group(1).equals("--rename")) {
        continue; // takes two, though its help says one
      }
      assertThat(requireNonNull(known.get(form.group(1))).arity().max())
          .as("values of %s", form.group(1))
          .isEqualTo(form.group(2).length());
    }
  }
}

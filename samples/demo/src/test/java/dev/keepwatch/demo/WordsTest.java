package dev.keepwatch.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void sentences_are_broken_at_80_columns() {
    page(false).say("word ".repeat(40).strip());

    assertThat(lines()).hasSize(3).allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(80));
    assertThat(lines().getFirst()).isEqualTo("     " + "word ".repeat(15).strip());
  }

  @Test
  void a_long_command_goes_on_behind_a_backslash_with_options_and_values_together() {
    page(false)
        .command(List.of("keepwatch", "full", "x".repeat(40), "--sign-key", "y".repeat(20), "z"));

    assertThat(lines())
        .containsExactly(
            "     $ keepwatch full " + "x".repeat(40) + " \\",
            "         --sign-key " + "y".repeat(20) + " z");
  }

  @Test
  void there_is_colour_only_where_it_is_wanted() {
    page(true).success("well");
    page(false).success("well");

    assertThat(lines()).containsExactly("     \033[32m-> well\033[0m", "     -> well");
  }

  @Test
  void amounts_are_told_in_three_or_four_digits() {
    assertThat(Amount.bytes(1)).isEqualTo("1 byte");
    assertThat(Amount.bytes(999)).isEqualTo("999 bytes");
    assertThat(Amount.bytes(1_049_000_000)).isEqualTo("1.0 GB");
    assertThat(Amount.count(1204, "entry", "entries")).isEqualTo("1,204 entries");
    assertThat(List.of(999L, 17_249L, 917_400L, 999_999L, 12_345_678L))
        .extracting(Amount::brief)
        .containsExactly("999 B", "17.2 kB", "917 kB", "1.0 MB", "12.3 MB");
  }

  @Test
  void names_are_shown_in_printable_ascii_and_lose_their_beginning_when_they_are_too_long() {
    assertThat(FileNames.shown(Path.of("a\u001bb"))).isEqualTo("a\\x1bb");
    assertThat(FileNames.shownIn(8, Path.of("0123456789"))).isEqualTo("...56789");
    assertThat(FileNames.shownIn(10, Path.of("0123456789"))).isEqualTo("0123456789");
  }

  @Test
  void the_numbers_of_a_backup_are_read_from_what_the_command_printed() {
    var numbers =
        new BackupNumbers(
            """
            Last full backup date: none
            --------------[ Backup Statistics ]--------------
            ElapsedTime 0.26 (0.26 seconds)
            SourceFiles 1515
            DeltaEntries 1
            TotalDestinationSizeChange 12345678 (11.8 MB)
            """);

    assertThat(numbers.entries()).isEqualTo("1,515 entries");
    assertThat(numbers.differing()).isEqualTo("1 entry differs");
    assertThat(numbers.stored()).isEqualTo("12.3 MB");
    assertThat(numbers.seconds()).isEqualTo("0.26 s");
  }

  @Test
  void a_statistic_that_is_missing_is_not_taken_for_zero() {
    assertThatThrownBy(() -> new BackupNumbers("SourceFiles 3").stored())
        .hasMessageContaining("TotalDestinationSizeChange");
  }

  @Test
  void a_path_is_quoted_as_a_shell_needs_it() {
    assertThat(Agent.quoted(Path.of("/tmp/demo-1"))).isEqualTo("/tmp/demo-1");
    assertThat(Agent.quoted(Path.of("/tmp/it's me"))).isEqualTo("'/tmp/it'\\''s me'");
  }

  private Page page(boolean coloured) {
    return new Page(new PrintStream(printed, true, US_ASCII), coloured);
  }

  private List<String> lines() {
    return printed.toString(US_ASCII).lines().toList();
  }
}

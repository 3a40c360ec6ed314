package dev.keepwatch.agent.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The paragraphs for programs; expected is what duplicity 0.8.22 wrote for the same events.
class MessageTest {

  @TempDir Path home;

  @Test
  void an_error_has_its_exit_code_and_text_of_several_lines_its_dots() {
    var error = Message.error(11, "Restore destination directory x exists.\nWill not overwrite.");

    assertThat(error.stanza())
        .isEqualTo(
            "ERROR 11\n. Restore destination directory x exists.\n. Will not overwrite.\n\n");
  }

  @Test
  void a_path_is_quoted_as_python_quotes_it() {
    assertThat(Message.change('A', "it's a.txt").stanza())
        .isEqualTo("INFO 4 'it\\x27s a.txt'\n. A it's a.txt\n\n");
    assertThat(Message.change('D', "é").stanza()).isEqualTo("INFO 6 '\\xe9'\n. D é\n\n");
    assertThat(Message.quoted("a\nb\\\u20ac\ud83d\ude00\udcff\u0001"))
        .isEqualTo("'a\\nb\\\\\\u20ac\\U0001f600\\udcff\\x01'");
  }

  @Test
  void an_entry_and_the_state_of_an_archive_carry_facts() {
    assertThat(Message.listed("20261121T140839Z", ".", "dir", "Sat Nov 21 .").stanza())
        .isEqualTo("INFO 10 20261121T140839Z '.' dir\n. Sat Nov 21 .\n\n");
    assertThat(Message.status("backend b\nchain-complete", "Page").stanza())
        .isEqualTo("INFO 3 \nbackend b\nchain-complete\n. Page\n\n");
  }

  @Test
  void a_file_and_a_descriptor_hear_the_same_and_only_what_is_said() throws Exception {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Path log = home.resolve("log");
    var manner =
        new Manner(Verbosity.NOTICE, false, Optional.of(log), OptionalInt.of(2), Manner.Stamp.NONE);
    try (var terminal = Terminal.open(new Channels(out, err, false), manner)) {
      terminal.info("too much");
      terminal.notice("notice");
      terminal.say(Message.unreadable("a b", "cannot read a b"));
    }

    assertThat(log).hasContent("NOTICE 1\n. notice\n\nWARNING 10 'a b'\n. cannot read a b\n\n");
    assertThat(err.toString(UTF_8)).contains(Files.readString(log).substring(0, 20));
    assertThat(out.toString(UTF_8)).isEqualTo("notice\n");
  }

  @Test
  void date_and_level_stand_before_a_message_if_somebody_wants_them() throws Exception {
    var out = new ByteArrayOutputStream();
    var stamp = Manner.Stamp.ofTime(() -> Instant.ofEpochMilli(1_700_000_000_315L), ZoneOffset.UTC);
    var manner = new Manner(Verbosity.NOTICE, false, Optional.empty(), OptionalInt.empty(), stamp);
    try (var terminal = Terminal.open(new Channels(out, out, false), manner)) {
      terminal.notice("hello");
      terminal.warning("careful");
    }

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            2023-11-14 22:13:20,315 NOTICE hello
            2023-11-14 22:13:20,315 WARNING Warning: careful
            """);
  }
}

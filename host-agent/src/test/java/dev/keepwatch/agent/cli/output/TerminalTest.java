package dev.keepwatch.agent.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;

  private Terminal terminal(Verbosity verbosity, boolean live) throws IOException {
    return Terminal.open(new Channels(out, err, live), Manner.plain(verbosity));
  }

  @Test
  void results_and_notices_go_to_one_channel_and_trouble_to_the_other() throws Exception {
    try (var terminal = terminal(Verbosity.NOTICE, false)) {
      terminal.result("result");
      terminal.notice("notice");
      terminal.info("info");
      terminal.warning("careful");
      terminal.error("sorry");
    }

    assertThat(out.toString(UTF_8)).isEqualTo("result\nnotice\n");
    assertThat(err.toString(UTF_8)).isEqualTo("Warning: careful\nkeepwatch: sorry\n");
  }

  @Test
  void a_name_cannot_move_the_cursor_or_begin_a_line() throws Exception {
    try (var terminal = terminal(Verbosity.NOTICE, false)) {
      terminal.warning("cannot read a\nkeepwatch: all is well\u001b[2J\u0085");
    }

    assertThat(err.toString(UTF_8))
        .isEqualTo("Warning: cannot read a\\x0akeepwatch: all is well\\x1b[2J\\x85\n");
  }

  @Test
  void on_a_terminal_one_line_shows_the_progress_and_makes_room_for_messages() throws Exception {
    try (var terminal = terminal(Verbosity.NOTICE, true)) {
      var progress = new ProgressLine(terminal, () -> now, Optional.empty());
      progress.at(1, 1);
      now = now.plus(Duration.ofSeconds(2));
      progress.at(10, 4 << 20);
      progress.at(11, 5 << 20);
      terminal.warning("careful");
    }

    assertThat(err.toString(UTF_8))
        .isEqualTo("\r\u001b[K10 entries, 4.00 MB, 2.00 MB/s\r\u001b[KWarning: careful\n");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void elsewhere_a_line_a_minute_is_for_those_who_want_to_know_more() throws Exception {
    for (var verbosity : new Verbosity[] {Verbosity.NOTICE, Verbosity.INFO}) {
      out.reset();
      now = Instant.EPOCH;
      try (var terminal = terminal(verbosity, false)) {
        var progress = new ProgressLine(terminal, () -> now, Optional.empty());
        now = now.plus(Duration.ofSeconds(59));
        progress.at(1, 1);
        now = now.plus(Duration.ofSeconds(1));
        progress.at(10, 60 << 20);
      }

      assertThat(out.toString(UTF_8))
          .isEqualTo(verbosity == Verbosity.INFO ? "10 entries, 60.0 MB, 1.00 MB/s\n" : "");
      assertThat(err.toString(UTF_8)).isEmpty();
    }
  }

  @Test
  void a_result_that_nobody_takes_is_an_error() throws Exception {
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (var terminal =
        Terminal.open(new Channels(full, err, false), Manner.plain(Verbosity.NOTICE))) {
      assertThatThrownBy(() -> terminal.result("result"))
          .isInstanceOf(UncheckedIOException.class)
          .hasStackTraceContaining("the output cannot be written: No space left on device");
    }
  }
}

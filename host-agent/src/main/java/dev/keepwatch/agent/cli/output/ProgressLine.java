package dev.keepwatch.agent.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// How far a run has come: one line that changes on a terminal, and a line now and then elsewhere
/// for those who want to know more than usual.
public final class ProgressLine {

  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofMinutes(1);

  private final Terminal terminal;
  private final boolean wanted;
  private final InstantSource clock;
  private final Instant started;
  private final Duration pause;
  private Instant next;

  /// @param rate how often somebody wants to hear of it who asked for it
  public ProgressLine(Terminal terminal, InstantSource clock, Optional<Duration> rate) {
    this.terminal = terminal;
    this.wanted = rate.isPresent();
    this.clock = clock;
    this.started = clock.instant();
    this.pause = rate.orElse(terminal.isLive() ? ON_TERMINAL : ELSEWHERE);
    this.next = started.plus(pause);
  }

  /// Tells the state if it is time to.
  ///
  /// @param entries how many have been dealt with
  /// @param bytes how many of their bytes
  public void at(long entries, long bytes) {
    var now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(pause);
    var elapsed = Duration.between(started, now);
    double seconds = Math.max(1, elapsed.toMillis()) / 1000.0;
    String text =
        "%d entries, %s, %s/s"
            .formatted(entries, ByteCount.words(bytes), ByteCount.words((long) (bytes / seconds)));
    if (terminal.isLive()) {
      terminal.progress(text);
    } else if (wanted) {
      terminal.say(Message.underWay(bytes, elapsed.toSeconds(), text));
    } else {
      terminal.info(text);
    }
  }
}

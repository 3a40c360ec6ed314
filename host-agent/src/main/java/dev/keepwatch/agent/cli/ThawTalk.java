package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.LocalTime;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.thaw.ThawListener;
import dev.keepwatch.agent.thaw.ThawPlan;
import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import java.time.Instant;

/// Tells how files come back from archive classes.
final class ThawTalk implements ThawListener {

  private static final Tally NONE = new Tally(0, 0);

  private final Terminal terminal;
  private final LocalTime times;
  private Tally told = NONE;
  private boolean waited;

  ThawTalk(Terminal terminal, LocalTime times) {
    this.terminal = terminal;
    this.times = times;
  }

  void begins(ThawPlan plan, ThawTier tier) {
    if (plan.coming().files() > 0) {
      terminal.notice(words(plan.coming()) + " being brought back already.");
    }
    if (plan.frozenTally().files() > 0) {
      terminal.notice(
          "Asking for %s (--thaw %s).".formatted(words(plan.frozenTally()), tier.word()));
    }
  }

  void ends() {
    terminal.notice("Everything that was asked for is back.");
  }

  @Override
  public void notice(String text) {
    terminal.notice(text);
  }

  @Override
  public void requested(long done, long all) {
    terminal.progress("Asked for " + done + " of " + Count.of(all, "file", "files"));
  }

  /// Told in full when something has changed: a wait may take two days.
  @Override
  public void waiting(Tally back, Tally all, Instant next) {
    String text =
        "%d of %s back (%s of %s); the next look is at %s."
            .formatted(
                back.files(),
                Count.of(all.files(), "file", "files"),
                ByteCount.words(back.bytes()),
                ByteCount.words(all.bytes()),
                times.of(next));
    if (!waited) {
      terminal.notice(
          "Waiting until they are back. This can be interrupted: the same command goes on, and asks"
              + " for nothing twice.");
    }
    if (!waited || !back.equals(told)) {
      terminal.notice(text);
    } else {
      terminal.info(text);
      terminal.progress(text);
    }
    waited = true;
    told = back;
  }

  private static String words(Tally tally) {
    return "%s (%s)"
        .formatted(Count.of(tally.files(), "file", "files"), ByteCount.words(tally.bytes()));
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.retention.CleanupListener;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.retention.CleanupPlan;
import dev.keepwatch.format.retention.CleanupPlan.Kept;

/// Tells what interrupted runs have left.
final class CleanupTalk implements CleanupListener {

  private final Terminal terminal;

  CleanupTalk(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void planned(CleanupPlan plan) {
    plan.kept().forEach(kept -> terminal.notice(words(kept)));
    for (var set : plan.going()) {
      terminal.notice(
          "The %s was never finished (%s)."
              .formatted(set.id(), Count.of(set.volumeCount(), "volume", "volumes")));
    }
  }

  private static String words(Kept kept) {
    String why =
        switch (kept.reason()) {
          case REPAIRABLE ->
              "its manifest is lost, but its signatures are there (keepwatch repair)";
          case A_BACKUP -> "it is a backup, which only has lost its place in a chain";
          case BUILT_ON -> "other sets build on it";
          case NEWEST -> "no whole backup is newer";
          case YOUNG -> "the run that writes it may not have ended (--older-than)";
          case UNCLEAR -> "its files are there again and again";
        };
    return "The %s stays: %s.".formatted(kept.set().id(), why);
  }

  @Override
  public void deleted(String fileName) {
    terminal.info("Deleted " + fileName);
  }

  @Override
  public void deleted(BackupSet set) {
    terminal.notice("Deleted the %s.".formatted(set));
  }
}

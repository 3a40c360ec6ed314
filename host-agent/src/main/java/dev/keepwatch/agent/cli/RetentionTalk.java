package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.LocalTime;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.retention.RetentionListener;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.retention.RetentionPlan;
import dev.keepwatch.format.retention.Stay;
import dev.keepwatch.format.retention.Stay.Reason;
import java.util.List;
import java.util.stream.Stream;

/// Tells what of an archive goes and what stays, in duplicity's words where it has some.
final class RetentionTalk implements RetentionListener {

  private static final int SETS_NAMED = 8;

  private final Terminal terminal;
  private final LocalTime times;
  private final boolean deletes;

  /// @param deletes whether what may go does go
  RetentionTalk(Terminal terminal, LocalTime times, boolean deletes) {
    this.terminal = terminal;
    this.times = times;
    this.deletes = deletes;
  }

  @Override
  public void planned(RetentionPlan plan) {
    tellRequired(plan);
    tellKept(plan);
    tellOutside(plan);
    if (plan.isEmpty()) {
      terminal.notice("No old backup sets found, nothing deleted.");
      return;
    }
    int count = plan.chains().size();
    terminal.notice(
        (deletes
                ? "Deleting backup chain%s at time%s:"
                : "Found old backup chain%s at the following time%s:")
            .formatted(count == 1 ? "" : "s", count == 1 ? "" : "s"));
    plan.chains().stream().map(Chain::last).forEach(this::tellTime);
    if (!deletes) {
      plan.going().forEach(set -> terminal.info("The %s would go.".formatted(set)));
    }
  }

  private void tellTime(BackupSet set) {
    terminal.notice(times.of(set.time().instant()));
  }

  private void tellRequired(RetentionPlan plan) {
    var required = sets(plan, Reason.REQUIRED).toList();
    if (!required.isEmpty()) {
      terminal.notice("There are backup set(s) at time(s):");
      required.forEach(this::tellTime);
      terminal.notice("Which can't be deleted because newer sets depend on them.");
    }
  }

  private void tellKept(RetentionPlan plan) {
    if (sets(plan, Reason.ACTIVE).findAny().isPresent()) {
      terminal.notice(
          "Current active backup chain is older than specified time.  However, it will not be"
              + " deleted.  To remove all your backups, manually purge the repository.");
    }
    tell(plan, Reason.NEWEST_WHOLE, "kept, since no younger chain is whole");
    tell(plan, Reason.FUTURE, "kept, since it is dated into the future; it counts for nothing");
    tell(plan, Reason.AWAITED, "kept, since a younger set that can be repaired builds on it");
    tell(plan, Reason.UNCLEAR, "kept, since its files are there again and again");
  }

  private void tell(RetentionPlan plan, Reason reason, String words) {
    sets(plan, reason).forEach(set -> terminal.notice("The %s is %s.".formatted(set.id(), words)));
  }

  private void tellOutside(RetentionPlan plan) {
    List<Stay> outside =
        plan.staying().stream().filter(stay -> stay.reason().isOutsideOfChains()).toList();
    outside.stream()
        .limit(SETS_NAMED)
        .forEach(stay ->
            terminal.notice("The %s is %s.".formatted(stay.set().id(), words(stay.reason()))));
    if (outside.size() > SETS_NAMED) {
      terminal.notice(
          "So are %d more (see keepwatch collection-status)."
              .formatted(outside.size() - SETS_NAMED));
    }
  }

  private static String words(Reason reason) {
    return switch (reason) {
      case ORPHANED -> "orphaned, and not touched";
      case SUPERSEDED -> "superseded, and not touched";
      default -> "incomplete, and not touched";
    };
  }

  private static Stream<BackupSet> sets(RetentionPlan plan, Reason reason) {
    return plan.staying().stream().filter(stay -> stay.reason() == reason).map(Stay::set);
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

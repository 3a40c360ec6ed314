package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.LocalTime;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.undelete.UndeleteListener;
import dev.keepwatch.agent.undelete.UndeletePlan;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Tells what comes back, set by set.
final class UndeleteTalk implements UndeleteListener {

  private static final int NAMES_SHOWN = 8;

  private final Terminal terminal;
  private final LocalTime times;
  private final NamingScheme names;
  private final Instant since;

  UndeleteTalk(Terminal terminal, LocalTime times, NamingScheme names, Instant since) {
    this.terminal = terminal;
    this.times = times;
    this.names = names;
    this.since = since;
  }

  @Override
  public void planned(UndeletePlan plan) {
    tellSets(plan.returning());
    tell(plan.stayingDeleted(), "was deleted before %s already, and stays deleted");
    tell(plan.lost(), "was deleted since %s and nothing of it is left; it cannot be brought back");
    if (!plan.foreign().isEmpty()) {
      terminal.warning(
          "%s written again since %s, over older data that the bucket still keeps: %s. Do not trust what is read there now."
              .formatted(
                  plan.foreign().size() == 1 ? "a file was" : plan.foreign().size() + " files were",
                  times.of(since),
                  shown(plan.foreign())));
    }
  }

  private void tellSets(List<UndeletePlan.Return> files) {
    var counts =
        new TreeMap<SetId, Integer>(
            Comparator.comparing(SetId::time).thenComparing(SetId::toString));
    int others = 0;
    for (var file : files) {
      terminal.info("Deleted at %s: %s".formatted(times.of(file.deletedAt()), file.name()));
      Optional<SetId> set = names.parse(file.name()).map(ArchiveName::set);
      if (set.isPresent()) {
        counts.merge(set.get(), 1, Integer::sum);
      } else {
        others++;
      }
    }
    counts.forEach((set, count) ->
        terminal.notice(
            "Deleted since %s: %s of the %s."
                .formatted(times.of(since), Count.of(count, "file", "files"), set)));
    if (others > 0) {
      terminal.notice(
          "Deleted since %s: %s that belong to no set."
              .formatted(times.of(since), Count.of(others, "file", "files")));
    }
  }

  private void tell(List<String> files, String what) {
    if (!files.isEmpty()) {
      terminal.notice(shown(files) + " " + what.formatted(times.of(since)) + ".");
    }
  }

  private static String shown(List<String> files) {
    String some = String.join(", ", files.stream().limit(NAMES_SHOWN).toList());
    int more = files.size() - NAMES_SHOWN;
    return more > 0 ? some + " (and " + more + " more)" : some;
  }

  @Override
  public void returned(UndeletePlan.Return file) {
    terminal.info("Brought back " + file.name());
  }
}

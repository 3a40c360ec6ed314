package dev.keepwatch.agent.cli.output;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.repair.Advice.Advised;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chains of an archive, in the form of duplicity's `collection-status`, and behind them what
/// is wrong, in sentences.
///
/// @param catalog the archive
/// @param advice what helps against each of its defects
/// @param url the archive, as it can be typed
/// @param location its address, for people
/// @param cacheDirectory where its cache is
/// @param times how times are told
public record StatusPage(
    Catalog catalog,
    List<Advised> advice,
    String url,
    String location,
    String cacheDirectory,
    LocalTime times) {

  public StatusPage {
    advice = List.copyOf(advice);
  }

  private static final String RULE = "-------------------------";

  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    lines.add("Collection Status");
    lines.add("-----------------");
    lines.add("Connecting with backend: " + location);
    lines.add("Archive dir: " + cacheDirectory);
    lines.add("");
    var primary = primary(catalog);
    addSecondary(
        lines, catalog.chains().stream().filter(c -> !primary.equals(Optional.of(c))).toList());
    if (primary.isPresent()) {
      lines.add("");
      lines.add("Found primary backup chain with matching signature chain:");
      addChain(lines, primary.get());
    } else {
      lines.add("No backup chains with active signatures found");
    }
    addOthers(lines);
    addDefects(lines);
    return String.join("\n", lines);
  }

  /// The chain that an increment could continue.
  static Optional<Chain> primary(Catalog catalog) {
    return catalog
        .newestChain()
        .filter(chain -> chain.sets().stream().allMatch(set -> set.signatures().isPresent()));
  }

  private void addSecondary(List<String> lines, List<Chain> chains) {
    int count = chains.size();
    lines.add("Found %d secondary backup chain%s.".formatted(count, count == 1 ? "" : "s"));
    for (int i = 0; i < count; i++) {
      lines.add("Secondary chain %d of %d:".formatted(i + 1, count));
      addChain(lines, chains.get(i));
      lines.add("");
    }
  }

  private void addChain(List<String> lines, Chain chain) {
    lines.add(RULE);
    lines.add("Chain start time: " + times.of(chain.start().instant()));
    lines.add("Chain end time: " + times.of(chain.end().instant()));
    lines.add("Number of contained backup sets: " + chain.sets().size());
    lines.add("Total number of contained volumes: " + chain.volumeCount());
    lines.add(
        " %s %s %s"
            .formatted("Type of backup set:", " ".repeat(27) + "Time:", "     Num volumes:"));
    for (var set : chain.sets()) {
      lines.add(line(set));
    }
    lines.add(RULE);
  }

  private String line(BackupSet set) {
    return "%20s %32s %17d"
        .formatted(
            set.isFull() ? "Full" : "Incremental",
            times.of(set.time().instant()),
            set.volumeCount());
  }

  private void addOthers(List<String> lines) {
    int outside = catalog.orphans().size() + catalog.superseded().size();
    int incomplete = catalog.incomplete().size();
    if (outside + incomplete == 0) {
      lines.add("No orphaned or incomplete backup sets found.");
    } else {
      lines.add("Also found %s not part of any chain,".formatted(sets(outside, "backup set")));
      lines.add("and %s.".formatted(sets(incomplete, "incomplete backup set")));
    }
  }

  private static String sets(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /// A chain that does not reach its end.
  private void addBreak(List<String> lines, Chain chain) {
    if (chain.wholeEnd().equals(Optional.of(chain.end()))) {
      return;
    }
    String begun = times.of(chain.start().instant());
    lines.add(
        chain
            .wholeEnd()
            .map(end ->
                " - the chain of %s can be restored in full only up to %s (--time %s)."
                    .formatted(begun, times.of(end.instant()), end))
            .orElse(" - the chain of %s cannot be restored in full.".formatted(begun)));
  }

  private void addDefects(List<String> lines) {
    if (catalog.defects().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("What is wrong:");
    for (var one : advice) {
      lines.add(" - " + one.defect() + ".");
      lines.add("   " + new NextStep(one.step(), url).words() + ".");
    }
    catalog.chains().forEach(chain -> addBreak(lines, chain));
    lines.add(
        catalog
            .newestWholeTime()
            .map(time ->
                "The newest state that can be restored in full is that of "
                    + times.of(time.instant())
                    + " (--time "
                    + time
                    + ").")
            .orElse("No state can be restored in full."));
  }
}

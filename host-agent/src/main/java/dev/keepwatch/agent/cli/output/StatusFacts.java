package dev.keepwatch.agent.cli.output;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.SetId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The state of an archive for programs that listen to the log (FORMAT.md §9.2).
///
/// @param catalog the archive
/// @param location its address
/// @param cacheDirectory where its cache is
public record StatusFacts(Catalog catalog, String location, String cacheDirectory) {

  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    lines.add("backend " + location);
    lines.add("archive-dir " + cacheDirectory);
    var primary = StatusPage.primary(catalog);
    var others =
        catalog.chains().stream()
            .filter(chain -> !primary.filter(chain::equals).isPresent())
            .toList();
    IntStream.range(0, others.size())
        .forEach(i -> {
          lines.add("chain-no-sig " + i);
          others.get(i).sets().forEach(set -> lines.add(line(set)));
        });
    primary.ifPresent(chain -> {
      lines.add("chain-complete");
      chain.sets().forEach(set -> lines.add(line(set)));
    });
    long orphans = catalog.orphans().size() + (long) catalog.superseded().size();
    lines.add("orphaned-sets-num " + orphans);
    catalog.orphans().forEach(set -> lines.add(line(set)));
    lines.add("incomplete-sets-num " + catalog.incomplete().size());
    catalog.incomplete().forEach(set -> lines.add(line(set)));
    return String.join("\n", List.copyOf(lines));
  }

  private static String line(BackupSet set) {
    String kind = set.id() instanceof SetId.Full ? "full" : "inc";
    String encrypted = set.isEncrypted() ? "enc" : "noenc";
    return " %s %s %d %s".formatted(kind, set.time(), set.volumeCount(), encrypted);
  }
}

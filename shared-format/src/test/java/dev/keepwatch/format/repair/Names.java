package dev.keepwatch.format.repair;

import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.NamingScheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A listing in the making. Sets have two volumes, and are named by the days of their times: `1` is
/// a full, `1-2` an increment.
final class Names {

  static final Instant WRITTEN = Instant.parse("2023-01-20T00:00:00Z");

  private final List<String> names = new ArrayList<>();

  /// A set without the parts named: `m`anifest, `s`ignatures, `1`, `2`.
  Names set(String days, String without) {
    String times = times(days);
    String stem = (times.contains(".to.") ? "duplicity-inc." : "duplicity-full.") + times;
    String sums =
        times.contains(".to.") ? "duplicity-new-signatures." : "duplicity-full-signatures.";
    var lacking = Set.of(without.split(""));
    add(lacking, "m", stem + ".manifest");
    add(lacking, "s", sums + times + ".sigtar.gz");
    add(lacking, "1", stem + ".vol1.difftar.gz");
    add(lacking, "2", stem + ".vol2.difftar.gz");
    return this;
  }

  Names file(String name) {
    names.add(name);
    return this;
  }

  private void add(Set<String> lacking, String part, String name) {
    if (!lacking.contains(part)) {
      names.add(name);
    }
  }

  private static String times(String days) {
    int dash = days.indexOf('-');
    return dash < 0
        ? day(days)
        : day(days.substring(0, dash)) + ".to." + day(days.substring(dash + 1));
  }

  static String day(String number) {
    return "202301%02dT000000Z".formatted(Integer.parseInt(number));
  }

  Catalog catalog() {
    return Catalog.of(
        names.stream().map(name -> new StoredFile(name, 100, WRITTEN)).toList(),
        NamingScheme.standard());
  }
}

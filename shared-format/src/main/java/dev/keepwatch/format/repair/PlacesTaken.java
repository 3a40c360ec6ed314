package dev.keepwatch.format.repair;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The chains as they would be if sets got their manifests back. A set may only come back if
/// nothing that stands in a chain now would lose its place: of two increments from the same point
/// the later one continues the chain, and what builds on the other is cut off.
final class PlacesTaken {

  /// How many sets are looked at in all. Whoever can write to the storage can make up names; nobody
  /// has so many lost manifests.
  private static final long EFFORT = 500_000;

  private final List<SetId> complete;
  private final Set<SetId> inChains;
  private long effort;

  PlacesTaken(Catalog catalog) {
    this.complete = new ArrayList<>(catalog.complete().map(BackupSet::id).toList());
    this.inChains = chained(catalog);
  }

  /// Whether the set may come back; from then on it counts.
  boolean admit(BackupSet set) {
    complete.add(set.id());
    effort += complete.size();
    if (effort <= EFFORT && chained(withThese()).containsAll(inChains)) {
      return true;
    }
    complete.removeLast();
    return false;
  }

  private Catalog withThese() {
    var scheme = NamingScheme.standard();
    var builder = new Catalog.Builder(scheme);
    for (var id : complete) {
      String name = scheme.format(new ArchiveName.Manifest(id, Packaging.PLAIN));
      builder.add(new StoredFile(name, 0, Instant.EPOCH));
    }
    return builder.build();
  }

  private static Set<SetId> chained(Catalog catalog) {
    return catalog.chained().map(BackupSet::id).collect(Collectors.toSet());
  }
}

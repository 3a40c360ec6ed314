package dev.keepwatch.format.repair;

import dev.keepwatch.format.catalog.BackupSet;
import java.util.List;

/// A lost file that can be rebuilt, as far as names tell.
public final class Repair {

  /// A file that a set has once.
  public enum Part {
    /// From the set's volumes; its signatures tell whether these are all.
    MANIFEST,
    /// From the data of the chain up to the set.
    SIGNATURES
  }

  private final Part part;
  private final Lineage lineage;

  Repair(Part part, Lineage lineage) {
    this.part = part;
    this.lineage = lineage;
  }

  /// Which file of the set.
  public Part part() {
    return part;
  }

  /// The set that lacks something.
  public BackupSet set() {
    return lineage.set();
  }

  /// The full set and every increment up to the one that is repaired, which stands last.
  public List<BackupSet> chain() {
    return lineage.sets();
  }

  /// What stands before the set, the full first; nothing if it is a full itself.
  public List<BackupSet> before() {
    var chain = chain();
    return chain.subList(0, chain.size() - 1);
  }

  /// `the manifest of the full 20260102T030405Z`.
  @Override
  public String toString() {
    return (part == Part.MANIFEST ? "the manifest of the " : "the signatures of the ") + set().id();
  }
}

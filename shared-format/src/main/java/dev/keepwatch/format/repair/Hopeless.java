package dev.keepwatch.format.repair;

import dev.keepwatch.format.catalog.BackupSet;

/// A set that lacks something that cannot be rebuilt.
///
/// @param set the set
/// @param part what it lacks
/// @param reason why not
public record Hopeless(BackupSet set, Repair.Part part, Reason reason) {

  /// Why something cannot be rebuilt.
  public enum Reason {
    /// Neither manifest nor signatures are there: an interrupted run leaves that, and nobody can
    /// know whether volumes lack at the end.
    END_UNKNOWN(
        "its signatures are not there either, so that nobody can know whether volumes lack at its"
            + " end: an interrupted run looks like that"),
    /// Volumes lack before others, or there is none.
    VOLUMES_LOST("not all of its volumes are there"),
    /// The same part is there twice, and names do not tell which is the right one.
    DOUBLED("one of its files is there twice under different names"),
    /// The set that it builds on is not there, or cannot be used itself.
    PARENT_LOST("the set that it builds on is not there, or cannot be repaired"),
    /// What its files consisted of stands in volumes of earlier sets that are lost.
    BASIS_LOST("volumes of a set that it builds on are not there"),
    /// With it the archive would lose sets that can be restored now.
    IN_THE_WAY("another increment took its place in the chain, and others build on that one");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /// The half of a sentence.
    public String words() {
      return words;
    }
  }

  /// A sentence without its stop.
  @Override
  public String toString() {
    return "the %s of the %s cannot be rebuilt: %s"
        .formatted(
            part == Repair.Part.MANIFEST ? "manifest" : "signatures", set.id(), reason.words());
  }
}

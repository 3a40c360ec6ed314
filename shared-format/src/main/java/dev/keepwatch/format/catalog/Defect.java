package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.SetId;
import java.util.List;
import java.util.stream.Collectors;

/// Something that lacks or contradicts itself in a listing. `toString` is a sentence for people.
public sealed interface Defect {

  /// The set that it concerns.
  SetId set();

  /// The set's table of contents is not there: an interrupted run, or a loss.
  ///
  /// @param volumes how many volumes are there
  /// @param signatures whether the signatures are there
  record MissingManifest(SetId set, long volumes, boolean signatures) implements Defect {
    @Override
    public String toString() {
      return "the %s has no manifest (%s%s): it was interrupted, or its manifest was lost"
          .formatted(
              set,
              BackupSet.volumes(volumes),
              signatures
                  ? ", and its signatures are there"
                  : volumes == 1 ? " is there" : " are there");
    }
  }

  /// Volumes lack before others that are there, or there is none at all.
  record MissingVolumes(SetId set, List<NumberRange> volumes) implements Defect {

    private static final int RANGES_NAMED = 8;

    public MissingVolumes {
      volumes = List.copyOf(volumes);
    }

    @Override
    public String toString() {
      String numbers =
          volumes.stream()
              .limit(RANGES_NAMED)
              .map(NumberRange::toString)
              .collect(Collectors.joining(", "));
      return "the "
          + set
          + " lacks volume "
          + numbers
          + (volumes.size() > RANGES_NAMED ? ", …" : "");
    }
  }

  /// The block sums of the set are not there: nothing can be built on it, but it can be restored.
  record MissingSignatures(SetId set) implements Defect {
    @Override
    public String toString() {
      return "the " + set + " has no signatures: it can be restored, but not listed or continued";
    }
  }

  /// No chain leads to the set that it builds on: that one is lost, or has no manifest, or is an
  /// orphan or superseded itself.
  record Orphaned(SetId.Incremental set) implements Defect {
    @Override
    public String toString() {
      return "the %s cannot be restored: there is no backup of %s that it could build on"
          .formatted(set, set.from());
    }
  }

  /// Another, later increment builds on the same set and continues the chain.
  record Superseded(SetId.Incremental set) implements Defect {
    @Override
    public String toString() {
      return "the " + set + " was superseded by a later increment from the same point";
    }
  }

  /// The same part of the set is there twice under different names.
  ///
  /// @param name the second of the two, as the listing shows it: whoever can write to the storage
  ///   can choose its end
  record Ambiguous(SetId set, String name) implements Defect {
    @Override
    public String toString() {
      return "the " + set + " has the same part twice: " + name.replaceAll("\\p{Cntrl}", "?");
    }
  }
}

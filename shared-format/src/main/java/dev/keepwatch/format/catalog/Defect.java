package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.SetId;
import java.util.List;
import java.util.stream.Collectors;

/// Something that lacks or contradicts itself in a listing. `toString` is a sentence for people.
public sealed interface Defect {

  /// The set that it concerns.
  SetId set();

  /// The set's table of contents is not there: an interrupted run, or a loss.
  record MissingManifest(SetId set, long volumes, boolean signatures) implements Defect {
    @Override
    public String toString() {
      return "the %s has no manifest (%d volumes%s): it was interrupted, or its manifest was lost"
          .formatted(set, volumes, signatures ? " and its signatures are there" : "");
    }
  }

  /// Volumes lack before others that are there.
  record MissingVolumes(SetId set, List<NumberRange> volumes) implements Defect {
    public MissingVolumes {
      volumes = List.copyOf(volumes);
    }

    @Override
    public String toString() {
      String numbers =
          volumes.stream().map(NumberRange::toString).collect(Collectors.joining(", "));
      return "the " + set + " lacks volume " + numbers;
    }
  }

  /// The block sums of the set are not there: nothing can be built on it, but it can be restored.
  record MissingSignatures(SetId set) implements Defect {
    @Override
    public String toString() {
      return "the " + set + " has no signatures: it can be restored, but not listed or continued";
    }
  }

  /// The set builds on one that is not there.
  record Orphaned(SetId.Incremental set) implements Defect {
    @Override
    public String toString() {
      return "the " + set + " builds on a backup of " + set.from() + " that is not there";
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
  record Ambiguous(SetId set, String name) implements Defect {
    @Override
    public String toString() {
      return "the " + set + " has the same part twice: " + name;
    }
  }
}

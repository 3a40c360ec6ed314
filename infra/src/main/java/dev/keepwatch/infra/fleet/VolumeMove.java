package dev.keepwatch.infra.fleet;

import java.util.Arrays;
import java.util.List;

/// Whether volumes are moved to a cheaper storage class when they have come of age.
///
/// Manifests and signatures are never moved: they are read at every run.
public sealed interface VolumeMove {
  record Stay() implements VolumeMove {}

  record After(int days, ColdClass storageClass) implements VolumeMove {
    public After {
      if (days < storageClass.earliestDays) {
        throw new IllegalArgumentException(
            storageClass
                + " takes objects after "
                + storageClass.earliestDays
                + " days at the earliest, not after "
                + days);
      }
      if (days > MOST_DAYS) {
        throw new IllegalArgumentException(
            days + " days are more than ten years; such a move would never happen");
      }
    }
  }

  int MOST_DAYS = 3650;

  /// The storage classes that a lifecycle rule can move to, by the names that S3 gives them.
  enum ColdClass {
    STANDARD_IA(30),
    ONEZONE_IA(30),
    INTELLIGENT_TIERING(0),
    GLACIER_IR(0),
    GLACIER(0),
    DEEP_ARCHIVE(0);

    private final int earliestDays;

    ColdClass(int earliestDays) {
      this.earliestDays = earliestDays;
    }

    static ColdClass parse(String text) {
      List<String> names = Arrays.stream(values()).map(Enum::name).toList();
      if (!names.contains(text)) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is no storage class to move to" + NearestWord.hint(text, names));
      }
      return valueOf(text);
    }
  }
}

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
    STANDARD_IA(30, 128),
    ONEZONE_IA(30, 128),
    INTELLIGENT_TIERING(0, 128),
    GLACIER_IR(0, 128),
    GLACIER(0, 40),
    DEEP_ARCHIVE(0, 40);

    private final int earliestDays;
    private final int leastKibibytes;

    ColdClass(int earliestDays, int leastKibibytes) {
      this.earliestDays = earliestDays;
      this.leastKibibytes = leastKibibytes;
    }

    /// The size from which on it can be cheaper there; the agent has the same when it stores files
    /// in a class at once.
    public int leastBytes() {
      return leastKibibytes * 1024;
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

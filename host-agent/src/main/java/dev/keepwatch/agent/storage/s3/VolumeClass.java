package dev.keepwatch.agent.storage.s3;

import java.util.Arrays;
import java.util.Locale;

/// The storage class of volumes; manifests and signatures, which each run reads, go to `STANDARD`.
/// The names are Amazon's.
public enum VolumeClass {
  STANDARD(0),
  REDUCED_REDUNDANCY(0),
  STANDARD_IA(128),
  ONEZONE_IA(128),
  INTELLIGENT_TIERING(128),
  GLACIER_IR(128),
  GLACIER(40),
  DEEP_ARCHIVE(40);

  private final long leastKib;

  VolumeClass(long leastKib) {
    this.leastKib = leastKib;
  }

  /// From which size on the class is what it costs: smaller objects are billed as if they had that
  /// size, are never moved between tiers, or are outweighed by what the archive keeps about each.
  long leastBytes() {
    return leastKib << 10;
  }

  /// @throws IllegalArgumentException naming the known classes
  public static VolumeClass parse(String name) {
    String wanted = name.strip().replace('-', '_').toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(known -> known.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no such storage class: " + name + "; known are " + Arrays.toString(values())));
  }
}

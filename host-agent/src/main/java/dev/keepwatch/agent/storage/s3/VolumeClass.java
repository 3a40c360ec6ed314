package dev.keepwatch.agent.storage.s3;

import java.util.Arrays;
import java.util.Locale;

/// The storage class of volumes; manifests and signatures, which each run reads, stay in the
/// bucket's default. The names are Amazon's.
public enum VolumeClass {
  STANDARD,
  REDUCED_REDUNDANCY,
  STANDARD_IA,
  ONEZONE_IA,
  INTELLIGENT_TIERING,
  GLACIER_IR,
  GLACIER,
  DEEP_ARCHIVE;

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

package dev.keepwatch.format.manifest;

import dev.keepwatch.format.archive.ArchivePath;
import java.util.Optional;

/// What a manifest says of one volume.
///
/// @param number the volume's number, from 1
/// @param start where its first member stands
/// @param end where its last member stands
/// @param hash the digest of the file as stored; without one nothing can be verified
public record VolumeEntry(
    int number, PathPosition start, PathPosition end, Optional<VolumeHash> hash) {

  public VolumeEntry {
    if (number < 1) {
      throw new IllegalArgumentException("volumes are numbered from 1, not " + number);
    }
  }

  /// A digest of the stored file.
  ///
  /// @param algorithm mostly `SHA1`, long ago `MD5`, as the manifest names it
  /// @param hex lower-case hexadecimal digits
  public record VolumeHash(String algorithm, String hex) {

    public static VolumeHash sha1(String hex) {
      return new VolumeHash("SHA1", hex);
    }
  }

  /// The same with another digest, if there is one.
  VolumeEntry with(Optional<VolumeHash> other) {
    return other.isPresent() ? new VolumeEntry(number, start, end, other) : this;
  }

  /// Whether the volume can hold members of `path` or of what lies below it.
  public boolean mayHold(ArchivePath path) {
    return start.path().truncatedToDepthOf(path).compareTo(path) <= 0
        && path.compareTo(end.path()) <= 0;
  }
}

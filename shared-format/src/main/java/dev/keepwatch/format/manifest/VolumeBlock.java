package dev.keepwatch.format.manifest;

import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A volume's block in a manifest, as far as it was read.
final class VolumeBlock {

  private static final Pattern PART = Pattern.compile("[0-9]{1,9}");
  private static final Pattern ALGORITHM = Pattern.compile("[A-Za-z0-9/_-]{1,20}");
  private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{1,256}");

  private final int number;
  private @Nullable PathPosition start;
  private @Nullable PathPosition end;
  private @Nullable VolumeHash hash;

  VolumeBlock(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// A line of the block; unknown ones are passed over.
  ///
  /// @param words at least two, the name first
  void field(String name, List<byte[]> words) {
    if (name.equalsIgnoreCase(ManifestText.START)) {
      start = only(start, words);
    } else if (name.equalsIgnoreCase(ManifestText.END)) {
      end = only(end, words);
    } else if (name.equalsIgnoreCase(ManifestText.HASH) && words.size() > 2) {
      prefer(digest(ManifestParser.ascii(words.get(1)), ManifestParser.ascii(words.get(2))));
    }
  }

  /// A second one means that the header of the next block was damaged.
  private PathPosition only(@Nullable PathPosition known, List<byte[]> words) {
    if (known != null) {
      throw new IllegalArgumentException("volume " + number + " has its first or last path twice");
    }
    return position(words);
  }

  private static PathPosition position(List<byte[]> words) {
    var path = ManifestParser.path(words.get(1));
    if (words.size() == 2) {
      return PathPosition.whole(path);
    }
    String part = ManifestParser.ascii(words.get(2));
    if (!PART.matcher(part).matches()) {
      throw new IllegalArgumentException("behind the path " + path + " stands no part number");
    }
    return PathPosition.part(path, Integer.parseInt(part));
  }

  private VolumeHash digest(String algorithm, String hex) {
    if (!ALGORITHM.matcher(algorithm).matches() || !DIGEST.matcher(hex).matches()) {
      throw new IllegalArgumentException("volume " + number + " has a digest that is none");
    }
    return new VolumeHash(algorithm, hex);
  }

  private void prefer(VolumeHash candidate) {
    if (hash == null || rank(candidate) > rank(hash)) {
      hash = candidate;
    }
  }

  private static int rank(VolumeHash hash) {
    return switch (hash.algorithm()) {
      case "SHA1" -> 2;
      case "MD5" -> 1;
      default -> 0;
    };
  }

  /// @return nothing if the first or the last path was not told
  Optional<VolumeEntry> close() {
    return start == null || end == null
        ? Optional.empty()
        : Optional.of(new VolumeEntry(number, start, end, Optional.ofNullable(hash)));
  }
}

package dev.keepwatch.format.manifest;

import dev.keepwatch.format.archive.ArchivePath;
import java.util.OptionalInt;

/// Where in the order of an archive a volume begins or ends.
///
/// @param path the entry
/// @param part which part of the entry's data, if the data is split and this is not its last part
public record PathPosition(ArchivePath path, OptionalInt part) {

  public static PathPosition whole(ArchivePath path) {
    return new PathPosition(path, OptionalInt.empty());
  }

  public static PathPosition part(ArchivePath path, int part) {
    return new PathPosition(path, OptionalInt.of(part));
  }
}

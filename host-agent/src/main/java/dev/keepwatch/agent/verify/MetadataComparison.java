package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import java.util.Optional;

/// What differs between an entry then and now, as far as its metadata tells. As in duplicity that
/// is the target of a link; of everything else owner and mode, and the time but for devices.
///
/// @param path where the entry is
/// @param found how it is now
/// @param expected how it was
record MetadataComparison(ArchivePath path, FileMetadata found, FileMetadata expected) {

  Optional<Difference> difference() {
    if (found.sameAs(expected)) {
      return Optional.empty();
    }
    if (found.type() != expected.type()) {
      return Optional.of(new Difference.Type(path, found.type(), expected.type()));
    }
    if (found.isSymlink()) {
      return Optional.of(
          found.linkTarget().equals(expected.linkTarget())
              ? new Difference.Details(path)
              : new Difference.Link(path, found.linkTarget(), expected.linkTarget()));
    }
    if (found.mode() != expected.mode() || !found.owner().sameNumbers(expected.owner())) {
      return Optional.of(new Difference.Permissions(path, found, expected));
    }
    if (found.type().isDevice() && !found.device().equals(expected.device())) {
      return Optional.of(new Difference.Device(path, found.device(), expected.device()));
    }
    boolean timed = !found.type().isDevice() && found.mtimeSecond() != expected.mtimeSecond();
    return Optional.of(
        timed
            ? new Difference.Time(path, found.mtimeSecond(), expected.mtimeSecond())
            : new Difference.Details(path));
  }
}

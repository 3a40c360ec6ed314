package dev.keepwatch.agent.restore;

import dev.keepwatch.format.archive.ArchivePath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Where entries come, and that never two come to one place.
///
/// Entries can only meet where something is renamed to: what lies below such a place is either all
/// of what was renamed, or the entry at the place itself is somebody else's.
final class Places {

  private final RestoreRequest request;

  /// What came to the places that something is renamed to; nothing yet if it is the root.
  private final Map<ArchivePath, ArchivePath> taken = new HashMap<>();

  private final Set<ArchivePath> awaited = new HashSet<>();

  /// @throws TargetException if the renames contradict each other
  Places(RestoreRequest request) throws TargetException {
    this.request = request;
    var targets = new HashMap<ArchivePath, ArchivePath>();
    for (var rename : request.renames()) {
      if (!awaited.add(rename.from())) {
        throw new TargetException("--rename is given twice for '%s'".formatted(rename.from()));
      }
      var other = targets.put(rename.to(), rename.from());
      if (other != null) {
        throw collision(other, rename.from(), rename.to());
      }
    }
  }

  /// The place of an entry below the target.
  ///
  /// @throws TargetException if another one has come there
  ArchivePath of(ArchivePath entry) throws TargetException {
    if (request.renames().isEmpty()) {
      return entry.relativeTo(request.path());
    }
    awaited.remove(entry.relativeTo(request.path()));
    var place = request.placeOf(entry);
    if (request.renames().stream().anyMatch(rename -> rename.to().equals(place))) {
      var other = taken.putIfAbsent(place, entry);
      if (other != null && !other.equals(entry)) {
        throw collision(other, entry, place);
      }
    }
    return place;
  }

  /// What is to be renamed and has not come.
  List<ArchivePath> absent() {
    return awaited.stream().sorted().map(Objects::requireNonNull).toList();
  }

  private static TargetException collision(
      ArchivePath first, ArchivePath second, ArchivePath place) {
    return new TargetException(
        "'%s' and '%s' would both come to '%s': give another name with --rename"
            .formatted(first, second, place));
  }
}

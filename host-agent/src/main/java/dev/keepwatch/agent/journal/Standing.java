package dev.keepwatch.agent.journal;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import java.util.List;
import java.util.Optional;

/// Where packing stands: everything before `next` is done.
///
/// @param next the entry that is being packed; nothing when all are
/// @param begun what of that entry is in sealed volumes already, if something is
/// @param counts the numbers of the statistics so far
/// @param tarBytes bytes of the signature archive so far, opened
/// @param memberBytes bytes of members' bodies so far
/// @param listed lines of the list of changed files so far
/// @param errors entries that could not be read so far
public record Standing(
    Optional<ArchivePath> next,
    Optional<Begun> begun,
    List<Long> counts,
    long tarBytes,
    long memberBytes,
    long listed,
    long errors) {

  public Standing {
    counts = List.copyOf(counts);
    if (begun.isPresent() && next.isEmpty()) {
      throw new IllegalArgumentException("an entry that is begun has a path");
    }
  }

  /// Whether the entry is done.
  public boolean covers(ArchivePath path) {
    return next.isEmpty() || path.compareTo(next.get()) < 0;
  }

  /// An entry of which some parts are stored.
  ///
  /// @param kind whether its data or a difference is stored
  /// @param parts how many parts, each full
  /// @param digest SHA-256 of their bytes, in hexadecimal digits
  /// @param mtimeSecond when the file was last changed then, in seconds since 1970
  /// @param mtimeNanos nanoseconds beyond that
  /// @param sizeBytes its size then
  public record Begun(
      MemberName.Kind kind,
      int parts,
      String digest,
      long mtimeSecond,
      int mtimeNanos,
      long sizeBytes) {}
}

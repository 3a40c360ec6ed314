package dev.keepwatch.agent.journal;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import java.util.List;
import java.util.Optional;

/// Where packing stands.
///
/// @param place what is done, and what comes
/// @param begun what of the entry that comes is in sealed volumes already, if something is
/// @param counts the numbers of the statistics so far
/// @param tarBytes bytes of the signature archive so far, opened
/// @param memberBytes bytes of members' bodies so far
/// @param listed lines of the list of changed files so far
/// @param errors entries that could not be read so far
public record PackingState(
    Place place,
    Optional<Begun> begun,
    List<Long> counts,
    long tarBytes,
    long memberBytes,
    long listed,
    long errors) {

  public PackingState {
    counts = List.copyOf(counts);
    if (begun.isPresent() && !(place instanceof Place.At)) {
      throw new IllegalArgumentException("an entry that is begun has a path");
    }
  }

  /// How far the entries are done, in archive order.
  public sealed interface Place {

    /// Whether the entry is done.
    boolean covers(ArchivePath path);

    /// All are.
    record End() implements Place {
      @Override
      public boolean covers(ArchivePath path) {
        return true;
      }
    }

    /// Everything before `next`, which is being packed.
    record At(ArchivePath next) implements Place {
      @Override
      public boolean covers(ArchivePath path) {
        return path.compareTo(next) < 0;
      }
    }

    /// Everything up to `last`, which is whole. Which entry comes then is not known: another
    /// program packed so far.
    ///
    /// @param directory whether it is stored as a directory, so that entries may come below it
    record Behind(ArchivePath last, boolean directory) implements Place {
      @Override
      public boolean covers(ArchivePath path) {
        return path.compareTo(last) <= 0;
      }

      /// Whether the entry would lie below something that is no directory in what is stored.
      public boolean hasNoRoomFor(ArchivePath path) {
        return !directory && path.startsWith(last);
      }
    }
  }

  /// An entry of which some parts are stored.
  ///
  /// @param kind whether its data or a difference is stored
  /// @param parts how many parts, each full
  /// @param digest SHA-256 of their bytes, in hexadecimal digits
  /// @param metadata a word for all that is stored of the file beside its data; [#UNKNOWN] where
  ///   that cannot be told
  public record Begun(MemberName.Kind kind, int parts, String digest, String metadata) {

    /// Agrees with nothing.
    public static final String UNKNOWN = "unknown";
  }
}

package dev.keepwatch.agent.delta;

import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.agent.source.SourceEntry;
import dev.keepwatch.agent.tree.Placed;
import dev.keepwatch.format.archive.ArchivePath;

/// How an entry differs from what an earlier backup knows of it.
public sealed interface Change extends Placed {

  /// The entry is to be stored whole: it is new, of another type, or not a regular file.
  record Whole(SourceEntry entry) implements Change {
    @Override
    public ArchivePath path() {
      return entry.path();
    }
  }

  /// A regular file whose difference from its earlier state is enough.
  record Difference(SourceEntry entry, SignatureEntry then) implements Change {
    @Override
    public ArchivePath path() {
      return entry.path();
    }
  }

  /// The entry is no longer there.
  ///
  /// @param regular whether it was a regular file
  record Gone(ArchivePath path, boolean regular) implements Change {}

  /// The entry is as it was.
  record None(SourceEntry entry) implements Change {
    @Override
    public ArchivePath path() {
      return entry.path();
    }
  }
}

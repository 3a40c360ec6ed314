package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.signatures.SignatureTree;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.agent.tree.Placed;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Everything that is to be there in the end, and whether the [Survey] has found it there.
final class StandingEntries implements PathSequence<StandingEntries.Entry> {

  /// @param there whether it need not be brought back
  record Entry(ArchivePath path, FileMetadata metadata, boolean there) implements Placed {}

  private final SignatureTree signatures;
  private final ArchivePath below;
  private final InputStream flags;

  /// @param signatures those that the survey has looked at; closed with this
  /// @param standing what the survey wrote
  StandingEntries(SignatureTree signatures, ArchivePath below, Path standing) throws IOException {
    this.signatures = signatures;
    this.below = below;
    this.flags = new BufferedInputStream(Files.newInputStream(standing));
  }

  /// Of a restore that goes on with nothing.
  static PathSequence<Entry> none() {
    return new PathSequence<>() {
      @Override
      public @Nullable Entry next() {
        return null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public @Nullable Entry next() throws IOException {
    for (var entry = signatures.next(); entry != null; entry = signatures.next()) {
      if (entry.path().startsWith(below)) {
        return new Entry(entry.path(), entry.metadata(), flags.read() == Survey.THERE);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    try (flags) {
      signatures.close();
    }
  }
}

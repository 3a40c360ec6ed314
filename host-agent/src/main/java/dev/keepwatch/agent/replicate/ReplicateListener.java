package dev.keepwatch.agent.replicate;

import dev.keepwatch.format.catalog.BackupSet;
import java.io.IOException;

/// Hears how a replication goes.
public interface ReplicateListener {

  /// Something that somebody must know.
  void warning(String text);

  /// A set is being copied, or would be.
  void begins(BackupSet set);

  /// A set is there already.
  void present(BackupSet set);

  /// A file is in the destination.
  void stored(String fileName, long sizeBytes);

  /// A chain cannot be copied further, since it is damaged in the source. The message names what.
  void damaged(IOException damage);
}

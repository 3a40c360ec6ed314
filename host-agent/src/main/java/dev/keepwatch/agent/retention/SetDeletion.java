package dev.keepwatch.agent.retention;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.format.catalog.BackupSet;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/// Deletes sets, file by file: the only place in the agent where something leaves an archive.
final class SetDeletion {

  private final Archive archive;
  private final ArchiveCache cache;
  private final DeletionListener listener;
  private long files;
  private long bytes;

  SetDeletion(Archive archive, ArchiveCache cache, DeletionListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.listener = listener;
  }

  /// Deletes them in this order, of each its manifest first.
  void delete(List<BackupSet> sets) throws IOException {
    for (var set : sets) {
      for (Iterator<String> names = set.fileNames().iterator(); names.hasNext(); files++) {
        String name = names.next();
        archive.storage().delete(name);
        listener.deleted(name);
      }
      cache.drop(set.id());
      bytes += set.sizeBytes();
      listener.deleted(set);
    }
  }

  /// How many files are gone.
  long files() {
    return files;
  }

  /// And how large they were.
  long bytes() {
    return bytes;
  }
}

package dev.keepwatch.agent.tagging;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.FileTags;
import dev.keepwatch.agent.storage.StorageException;

/// Hears what becomes of each file. May be called from several threads at once.
public interface TaggingListener {

  /// A file had another tag than that of its role, or none. It has the right one now, unless
  /// nothing was to be changed.
  void tagged(String fileName, FileRole role, FileTags before);

  /// A file has the tag of its role already.
  void right(String fileName);

  /// A file could not be tagged; the message names it. The others have their turn.
  void failed(StorageException why);
}

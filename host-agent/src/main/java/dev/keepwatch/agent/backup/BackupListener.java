package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.agent.source.SourceProblems;

/// Hears how a backup goes. Called from the packing thread, but for [#stored].
public interface BackupListener extends SourceProblems {

  /// Something that somebody should know, without being an error.
  void notice(String text);

  /// Something that somebody must know.
  void warning(String text);

  /// An entry was looked at and, if it differs, packed.
  ///
  /// @param sourceBytes bytes of the source seen so far
  void progress(Change change, long sourceBytes);

  /// A volume was stored; called from the uploading thread.
  void stored(String name, long sizeBytes);
}

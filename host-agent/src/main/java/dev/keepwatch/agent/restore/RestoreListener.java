package dev.keepwatch.agent.restore;

import dev.keepwatch.format.archive.ArchivePath;

/// Hears how a restore goes.
public interface RestoreListener {

  /// Something that somebody should know, without being an error.
  void notice(String text);

  /// Something that somebody must know.
  void warning(String text);

  /// A volume came in and is sound.
  void fetched(String volumeName);

  /// An entry is in its place.
  void restored(ArchivePath path);

  /// An entry was in its place already.
  void kept(ArchivePath path);

  /// An entry, or something of it, could not be brought back. It counts as an error.
  void failed(ArchivePath path, String reason);
}

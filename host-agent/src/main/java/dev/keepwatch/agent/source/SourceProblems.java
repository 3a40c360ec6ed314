package dev.keepwatch.agent.source;

import dev.keepwatch.format.archive.ArchivePath;

/// Told of what could not be backed up. Every call is a loss that somebody must hear of.
public interface SourceProblems {

  /// @param reason why, for people, without the path
  void unreadable(ArchivePath path, String reason);

  /// Something that is left out by rule: a socket.
  void skipped(ArchivePath path, String reason);

  /// Something that no rule speaks of is left out because an include could have reached it
  /// (FORMAT.md §9.3); few expect that.
  default void passedOver(ArchivePath path) {}
}

package dev.keepwatch.agent.restore;

import dev.keepwatch.format.archive.ArchivePath;
import java.nio.file.Path;
import java.time.Instant;

/// What is to be brought back, and where to.
///
/// @param path what of the backup; a file becomes the target itself, a directory's content the
///   target's
/// @param time as of when
/// @param target where to
/// @param ownership how owners are set
/// @param overwrite whether the target may exist, and files in it be replaced
/// @param dryRun whether only to tell which volumes it would take
public record RestoreRequest(
    ArchivePath path,
    Instant time,
    Path target,
    Ownership ownership,
    boolean overwrite,
    boolean dryRun) {

  /// How owners are set.
  public enum Ownership {
    /// By the name of user and group where this host knows it, else by number.
    BY_NAME,
    BY_NUMBER,
    /// Everything belongs to who restores.
    LEFT_ALONE
  }
}

package dev.keepwatch.agent.restore;

import dev.keepwatch.format.archive.ArchivePath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What is to be brought back, and where to.
///
/// @param path what of the backup; a file becomes the target itself, a directory's content the
///   target's
/// @param time as of when; [#NEWEST] if it does not matter
/// @param target where to
/// @param ownership how owners are set
/// @param overwrite whether the target may exist, and files in it be replaced
/// @param resume whether to go on with an interrupted restore, and keep what is there
/// @param checkRoom whether not to begin where the room will not do
/// @param renames other places for some entries; of several that fit the one that says most counts
/// @param ignoreErrors whether to go on behind volumes that are damaged or not there
/// @param dryRun whether only to tell which volumes it would take
public record RestoreRequest(
    ArchivePath path,
    Instant time,
    Path target,
    Ownership ownership,
    boolean overwrite,
    boolean resume,
    boolean checkRoom,
    List<Rename> renames,
    boolean ignoreErrors,
    boolean dryRun) {

  /// No time was asked for.
  public static final Instant NEWEST = Instant.MAX;

  public RestoreRequest {
    renames = List.copyOf(renames);
  }

  boolean isOfNewest() {
    return time.equals(NEWEST);
  }

  RestoreRequest asOf(Instant other) {
    return new RestoreRequest(
        path,
        other,
        target,
        ownership,
        overwrite,
        resume,
        checkRoom,
        renames,
        ignoreErrors,
        dryRun);
  }

  /// The place of an entry below the target.
  ArchivePath placeOf(ArchivePath entry) {
    var place = entry.relativeTo(path);
    return renames.stream()
        .filter(rename -> rename.concerns(place))
        .max(Comparator.comparingInt(rename -> rename.from().bytes().length))
        .map(rename -> rename.apply(place))
        .orElse(place);
  }

  /// How owners are set.
  public enum Ownership {
    /// By the name of user and group where this host knows it, else by number.
    BY_NAME,
    BY_NUMBER,
    /// Everything belongs to who restores.
    LEFT_ALONE
  }
}

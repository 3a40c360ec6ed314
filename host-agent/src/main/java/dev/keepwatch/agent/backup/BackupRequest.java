package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.volume.ManifestDraft;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What is to be backed up, and how.
///
/// @param kind full, increment, or whichever fits
/// @param source the directory
/// @param sourceName its path as bytes, as the manifest will show it
/// @param hostName the name of this host, as the manifest will show it
/// @param selection what of it
/// @param fullIfOlderThan from which age of the last full set on an increment becomes a full
/// @param volumeSizeBytes how large a volume may become
/// @param uploadsInFlight how many volumes may be on their way to the storage while the next is
///   packed; at least 1. The spool holds one more
/// @param allowSourceMismatch whether host and directory may differ from those of the archive
/// @param details what stands in the set beside the data
/// @param dryRun whether only to tell what would be done
public record BackupRequest(
    Kind kind,
    Path source,
    byte[] sourceName,
    String hostName,
    Selection selection,
    Optional<Duration> fullIfOlderThan,
    long volumeSizeBytes,
    int uploadsInFlight,
    boolean allowSourceMismatch,
    SetDetails details,
    boolean dryRun) {

  /// How many volumes are on their way where nobody says otherwise.
  public static final int USUAL_UPLOADS = 2;

  public BackupRequest {
    if (uploadsInFlight < 1) {
      throw new IllegalArgumentException("nothing could be stored");
    }
  }

  /// The request for what has changed since a set that was continued was begun.
  BackupRequest forWhatFollows() {
    return new BackupRequest(
        Kind.EITHER,
        source,
        sourceName,
        hostName,
        selection,
        Optional.empty(),
        volumeSizeBytes,
        uploadsInFlight,
        allowSourceMismatch,
        details.skippingUnchanged(),
        dryRun);
  }

  /// A manifest in the making.
  ///
  /// @param list takes the lines of the list of changed files
  /// @param listed how many it has already
  ManifestDraft manifest(OutputStream list, long listed) {
    return new ManifestDraft(hostName, sourceName, details.changedFilesListed(), list, listed);
  }

  /// Which kind of set is asked for.
  public enum Kind {
    FULL,
    INCREMENTAL,
    /// An increment where there is something to build on, a full where there is not.
    EITHER
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.backup.SetDetails;
import dev.keepwatch.agent.selection.Choice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A backup that is to be made, whether the command line or the configuration asks for it.
///
/// @param settings the archive
/// @param kind full, increment, or whichever fits
/// @param source the source, as it was given
/// @param hostName the host's name in the manifest
/// @param choice what of the source
/// @param fullIfOlderThan from which age of the last full set on an increment becomes a full
/// @param volumeSizeBytes how large a volume may become
/// @param uploadsInFlight how many volumes may be on their way at a time
/// @param allowSourceMismatch whether host and source may differ from those of the archive
/// @param details what stands in the set beside the data
/// @param dryRun whether only to tell what would be done
/// @param temporary where temporary files lie
/// @param statistics whether to show them
record BackupTask(
    ArchiveSettings settings,
    BackupRequest.Kind kind,
    String source,
    String hostName,
    Choice choice,
    Optional<Duration> fullIfOlderThan,
    long volumeSizeBytes,
    int uploadsInFlight,
    boolean allowSourceMismatch,
    SetDetails details,
    boolean dryRun,
    Path temporary,
    boolean statistics) {}

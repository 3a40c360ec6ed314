package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.backup.BackupResult;
import java.time.Duration;

/// A backup: what it is, and its statistics.
///
/// @param result how it ended
/// @param archive where it went
/// @param dryRun whether nothing was done
public record BackupDocument(BackupResult result, String archive, boolean dryRun) {

  @Override
  public String toString() {
    var tally = result.tally();
    var elapsed = Duration.between(result.started(), result.ended());
    return Document.of("backup")
        .put("archive", archive)
        .put("dryRun", dryRun)
        .put("skipped", result.skipped())
        .put("set", Document.set(result.set()))
        .put("startedAt", result.started())
        .put("endedAt", result.ended())
        .put("elapsedSeconds", elapsed.toMillis() / 1000.0, 3)
        .put("sourceFiles", tally.sourceFiles())
        .put("sourceBytes", tally.sourceFileSize())
        .put("newFiles", tally.newFiles())
        .put("newBytes", tally.newFileSize())
        .put("changedFiles", tally.changedFiles())
        .put("changedBytes", tally.changedFileSize())
        .put("deletedFiles", tally.deletedFiles())
        .put("memberBytes", result.memberBytes())
        .put("volumes", result.volumes())
        .put("storedBytes", result.storedBytes())
        .put("errors", result.errors())
        .toString();
  }
}

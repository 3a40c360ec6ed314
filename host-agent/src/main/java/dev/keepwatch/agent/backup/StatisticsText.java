package dev.keepwatch.agent.backup;

import dev.keepwatch.format.json.JsonObject;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.List;

/// The statistics of a backup as duplicity 3 stores them beside a set (FORMAT.md §1.1, `jsonstat`);
/// its names are kept.
///
/// @param result the backup
/// @param place where it is from and where it goes
/// @param increments how many increments the chain had before
public record StatisticsText(BackupResult result, Place place, int increments) {

  /// From where to where.
  ///
  /// @param source the source's path, as text
  /// @param target where the archive is
  public record Place(String source, String target) {}

  /// One line of JSON.
  @Override
  public String toString() {
    var tally = result.tally();
    var page = new JsonObject();
    seconds(page, "StartTime", result.started());
    seconds(page, "EndTime", result.ended());
    page.put("ElapsedTime", seconds(result.ended()) - seconds(result.started()), 3)
        .put("Errors", result.errors())
        .put("TotalDestinationSizeChange", result.storedBytes())
        .put("SourceFiles", tally.sourceFiles())
        .put("SourceFileSize", tally.sourceFileSize())
        .put("NewFiles", tally.newFiles())
        .put("NewFileSize", tally.newFileSize())
        .put("DeletedFiles", tally.deletedFiles())
        .put("ChangedFiles", tally.changedFiles())
        .put("ChangedFileSize", tally.changedFileSize())
        .put("ChangedDeltaSize", 0)
        .put("DeltaEntries", tally.deltaEntries())
        .put("RawDeltaSize", result.memberBytes())
        .put("StartTime_str", BackupTime.at(result.started()).toString())
        .put("EndTime_str", BackupTime.at(result.ended()).toString())
        .put("backup_meta", about());
    return page.toString();
  }

  private JsonObject about() {
    boolean full = result.set() instanceof SetId.Full;
    var fullTime = full ? result.set().time() : result.previousFull().orElse(result.set().time());
    return new JsonObject()
        .put("action", full ? "full" : "inc")
        .put("skipped_inc", result.skipped())
        .put("time_full_bkp", fullTime.epochSecond())
        .put("time_full_bkp_str", fullTime.toString())
        .put("no_of_inc", increments)
        .put("concurrency", 0)
        .put("target", place.target())
        .put("source", place.source())
        .texts("local_json_stat", List.of("N/A"));
  }

  private static void seconds(JsonObject page, String name, Instant time) {
    page.put(name, seconds(time), 3);
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1000.0;
  }
}

package dev.keepwatch.agent.cli.output;

import dev.keepwatch.agent.backup.BackupResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The numbers of a backup, in duplicity's form (FORMAT.md §9.4).
///
/// @param result the backup
/// @param times how times are told
public record StatisticsBlock(BackupResult result, LocalTime times) {

  private static final int WIDTH = 49;

  @Override
  public String toString() {
    var tally = result.tally();
    var lines = new ArrayList<String>();
    lines.add("--------------[ Backup Statistics ]--------------");
    lines.add("StartTime " + time(result.started()));
    lines.add("EndTime " + time(result.ended()));
    lines.add("ElapsedTime " + elapsed());
    lines.add("SourceFiles " + tally.sourceFiles());
    lines.add("SourceFileSize " + size(tally.sourceFileSize()));
    lines.add("NewFiles " + tally.newFiles());
    lines.add("NewFileSize " + size(tally.newFileSize()));
    lines.add("DeletedFiles " + tally.deletedFiles());
    lines.add("ChangedFiles " + tally.changedFiles());
    lines.add("ChangedFileSize " + size(tally.changedFileSize()));
    // duplicity prints this line and never counts anything for it.
    lines.add("ChangedDeltaSize " + size(0));
    lines.add("DeltaEntries " + tally.deltaEntries());
    lines.add("RawDeltaSize " + size(result.memberBytes()));
    lines.add("TotalDestinationSizeChange " + size(result.storedBytes()));
    lines.add("Errors " + result.errors());
    lines.add("-".repeat(WIDTH) + "\n");
    return String.join("\n", lines);
  }

  private String time(Instant time) {
    double seconds = time.toEpochMilli() / 1000.0;
    return String.format(Locale.ROOT, "%.2f (%s)", seconds, times.of(time));
  }

  private static String size(long bytes) {
    return bytes + " (" + ByteCount.words(bytes) + ")";
  }

  private String elapsed() {
    var duration = Duration.between(result.started(), result.ended());
    double seconds = duration.toMillis() / 1000.0;
    return String.format(Locale.ROOT, "%.2f (%s)", seconds, words(duration));
  }

  /// `1 hour 2 minutes 5.50 seconds`; less than a second behind minutes is left out.
  static String words(Duration duration) {
    List<String> words = new ArrayList<>();
    count(words, duration.toHours(), "hour");
    count(words, duration.toMinutesPart(), "minute");
    double seconds = duration.toSecondsPart() + duration.toMillisPart() / 1000.0;
    if (seconds == 1) {
      words.add("1 second");
    } else if (words.isEmpty() || seconds > 1) {
      words.add(String.format(Locale.ROOT, "%.2f seconds", seconds));
    }
    return String.join(" ", words);
  }

  private static void count(List<String> words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}

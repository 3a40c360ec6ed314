package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupResult;
import dev.keepwatch.agent.cli.JobOutcome.Result;
import dev.keepwatch.agent.program.Program;
import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.format.heartbeat.Heartbeat;
import dev.keepwatch.format.heartbeat.Heartbeat.Kind;
import dev.keepwatch.format.heartbeat.Heartbeat.Outcome;
import dev.keepwatch.format.heartbeat.HeartbeatName;
import dev.keepwatch.format.heartbeat.HeartbeatText;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Leaves word of each run of a job beside the archives, so that whoever watches knows why there is
/// no new backup, or that there was nothing to back up.
final class HeartbeatPost {

  private static final int MOST_WITHIN_A_SECOND = 5;

  private final Composition parts;
  private final ConfiguredJobs jobs;

  HeartbeatPost(Composition parts, ConfiguredJobs jobs) {
    this.parts = parts;
    this.jobs = jobs;
  }

  /// Where it does not work that is said, and changes nothing for the job.
  void send(JobOutcome outcome, Instant began) {
    var ended = parts.machine().clock().instant();
    var beat = heartbeat(outcome, began, ended);
    try {
      post(outcome.job(), BackupTime.at(ended), HeartbeatText.of(beat));
    } catch (IOException e) {
      warn(outcome, Failure.words(e));
    } catch (UsageException | RuntimeException e) {
      warn(outcome, String.valueOf(e.getMessage())); // the next job shall have its turn
    }
  }

  private void warn(JobOutcome outcome, String why) {
    parts
        .terminal()
        .warning(
            "The heartbeat of the job %s, by which the monitor knows what became of it, is not stored: %s"
                .formatted(outcome.job(), why));
  }

  private void post(String job, BackupTime ended, String text) throws IOException, UsageException {
    if (jobs.target() instanceof StorageUrl.FileUrl(var directory)
        && !Files.isDirectory(directory)) {
      return; // A disk that is not there is not replaced by a directory that only holds this.
    }
    Path file = Files.createTempFile(jobs.temporary(), "keepwatch-heartbeat-", ".json");
    try (var storage = parts.plainStorage(jobs.beside(HeartbeatName.folder(job)))) {
      Files.writeString(file, text);
      write(storage, job, ended, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// The next free second, where two runs ended within one.
  private static void write(Storage storage, String job, BackupTime ended, Path file)
      throws StorageException {
    for (int later = 0; ; later++) {
      var name = new HeartbeatName(job, new BackupTime(ended.epochSecond() + later));
      try {
        storage.write(new NewFile(name.file(), file, FileRole.HEARTBEAT, Map.of()));
        return;
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.EXISTS || later == MOST_WITHIN_A_SECOND) {
          throw e;
        }
      }
    }
  }

  private Heartbeat heartbeat(JobOutcome outcome, Instant began, Instant ended) {
    var backup = outcome.backup().filter(result -> !result.skipped());
    return new Heartbeat(
        "keepwatch " + Program.version(),
        jobs.hostName(),
        outcome.job(),
        began,
        ended,
        word(outcome.result()),
        backup.map(BackupResult::set).map(SetId::time),
        backup.map(BackupResult::set).map(HeartbeatPost::kind),
        outcome.backup().map(BackupResult::errors).orElse(0L),
        backup.map(BackupResult::storedBytes).orElse(0L),
        backup.map(BackupResult::volumes).orElse(0),
        outcome.sentence(),
        Optional.empty());
  }

  private static Kind kind(SetId set) {
    return switch (set) {
      case SetId.Full full -> Kind.FULL;
      case SetId.Incremental increment -> Kind.INCREMENTAL;
    };
  }

  private static Outcome word(Result result) {
    return switch (result) {
      case DONE -> Outcome.DONE;
      case INCOMPLETE -> Outcome.PARTIAL;
      case SKIPPED -> Outcome.SKIPPED;
      case FAILED -> Outcome.FAILED;
    };
  }
}

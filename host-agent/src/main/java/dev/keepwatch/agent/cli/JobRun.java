package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupResult;
import dev.keepwatch.agent.cli.JobOutcome.Result;
import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.config.JobConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// One job: the commands before it, the backup, the commands after it.
///
/// Those after it run whatever became of the backup, since they clean up; not when it was skipped.
final class JobRun {

  private final Composition parts;
  private final ConfiguredJobs jobs;
  private final JobConfig job;
  private final boolean dryRun;

  JobRun(Composition parts, ConfiguredJobs jobs, JobConfig job, boolean dryRun) {
    this.parts = parts;
    this.jobs = jobs;
    this.job = job;
    this.dryRun = dryRun;
  }

  /// Does it. Nothing is thrown: the next job shall have its turn.
  JobOutcome run() {
    var terminal = parts.terminal();
    terminal.notice("Job " + job.name() + ": " + job.source());
    var began = parts.machine().clock().instant();
    JobOutcome outcome;
    try {
      outcome = hooksAndBackup();
    } catch (Exception e) {
      terminal.trace(e);
      outcome = outcome(Result.FAILED, Failure.of(e, Verb.RUN).sentence());
    }
    if (outcome.result() != Result.SKIPPED && !dryRun) {
      outcome = afterwards(outcome);
    }
    if (outcome.result() == Result.FAILED) {
      terminal.error("job " + job.name() + ": " + outcome.sentence());
    }
    if (!dryRun) {
      new HeartbeatPost(parts, jobs).send(outcome, began);
    }
    return outcome;
  }

  private JobOutcome hooksAndBackup() throws Exception {
    var backup = new BackupCommand(parts);
    var task = jobs.task(job, dryRun);
    backup.checkKeys(task);
    tellCommands("before", job.before());
    tellCommands("after", job.after());
    if (!dryRun) {
      for (var command : job.before()) {
        int exit = new Hook(parts.terminal()).run(command, job.name());
        if (exit == Hook.SKIP) {
          return outcome(
              Result.SKIPPED, command.getFirst() + " ended with 75: there is nothing to do");
        }
        if (exit != 0) {
          return outcome(Result.FAILED, failed(command, exit) + "; no backup was made");
        }
      }
    }
    return pruned(outcome(backup.run(task)), task);
  }

  /// Old backups go only behind a new one that lacks nothing.
  private JobOutcome pruned(JobOutcome outcome, BackupTask task) {
    var keep = jobs.keep();
    if (keep.isEmpty() || dryRun || outcome.result() != Result.DONE) {
      return outcome;
    }
    try {
      new RetentionCommand(parts).run(task.settings(), keep.get());
      return outcome;
    } catch (IOException e) {
      parts.terminal().trace(e);
      String sentence =
          "old backups were not removed: " + Failure.of(e, Verb.REMOVE_ALL_BUT_N_FULL).sentence();
      parts.terminal().warning("job " + job.name() + ": " + sentence);
      return outcome.with(Result.INCOMPLETE, outcome.sentence() + "; " + sentence);
    }
  }

  private void tellCommands(String when, List<List<String>> commands) {
    if (dryRun) {
      commands.forEach(command ->
          parts
              .terminal()
              .notice("Would be run %s the backup: %s".formatted(when, String.join(" ", command))));
    }
  }

  private JobOutcome afterwards(JobOutcome outcome) {
    var result = outcome;
    for (var command : job.after()) {
      String trouble = trouble(command);
      if (!trouble.isEmpty()) {
        parts.terminal().warning("job " + job.name() + ": " + trouble);
        result =
            outcome.result() == Result.FAILED
                ? outcome
                : outcome.with(Result.INCOMPLETE, outcome.sentence() + "; " + trouble);
      }
    }
    return result;
  }

  private String trouble(List<String> command) {
    try {
      int exit = new Hook(parts.terminal()).run(command, job.name());
      return exit == 0 ? "" : failed(command, exit);
    } catch (IOException e) {
      return Failure.words(e);
    }
  }

  private static String failed(List<String> command, int exit) {
    return command.getFirst() + " failed with exit code " + exit;
  }

  private JobOutcome outcome(BackupResult result) {
    var tally = result.tally();
    String numbers =
        "%s, %d new, %d changed, %d deleted%s"
            .formatted(
                result.set(),
                tally.newFiles(),
                tally.changedFiles(),
                tally.deletedFiles(),
                dryRun ? "" : ", " + ByteCount.words(result.storedBytes()) + " stored");
    return result.errors() == 0
        ? new JobOutcome(job.name(), Result.DONE, numbers, Optional.of(result))
        : new JobOutcome(
            job.name(),
            Result.INCOMPLETE,
            numbers + "; " + result.errors() + " could not be read",
            Optional.of(result));
  }

  private JobOutcome outcome(Result result, String sentence) {
    return new JobOutcome(job.name(), result, sentence, Optional.empty());
  }
}

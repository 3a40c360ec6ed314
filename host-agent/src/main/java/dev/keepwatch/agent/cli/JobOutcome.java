package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupResult;
import java.util.Optional;

/// What became of a job.
///
/// @param job its name
/// @param result in a word
/// @param sentence the same, for people
/// @param backup what was backed up, if anything was
record JobOutcome(String job, Result result, String sentence, Optional<BackupResult> backup) {

  /// The same with another word and sentence.
  JobOutcome with(Result other, String words) {
    return new JobOutcome(job, other, words, backup);
  }

  /// The word.
  enum Result {
    DONE("is done", "would be done"),
    /// Done, but not everything of the source could be read, or a command behind the backup failed.
    INCOMPLETE("is incomplete", "would be incomplete"),
    /// A command in front of the backup wanted it so.
    SKIPPED("was skipped", "would be skipped"),
    FAILED("has failed", "would fail");

    private final String words;
    private final String intent;

    Result(String words, String intent) {
      this.words = words;
      this.intent = intent;
    }

    /// What became of the job, or would.
    String words(boolean dryRun) {
      return dryRun ? intent : words;
    }
  }
}

package dev.keepwatch.agent.cli;

/// What became of a job.
///
/// @param job its name
/// @param result in a word
/// @param sentence the same, for people
record JobOutcome(String job, Result result, String sentence) {

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

package dev.keepwatch.agent.cli;

/// What became of a job.
///
/// @param job its name
/// @param result in a word
/// @param sentence the same, for people
record JobOutcome(String job, Result result, String sentence) {

  /// The word.
  enum Result {
    DONE,
    /// Done, but not everything of the source could be read, or a command behind the backup failed.
    INCOMPLETE,
    /// A command in front of the backup wanted it so.
    SKIPPED,
    FAILED
  }
}

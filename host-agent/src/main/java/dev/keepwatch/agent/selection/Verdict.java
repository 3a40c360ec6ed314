package dev.keepwatch.agent.selection;

/// What is to become of an entry of the source.
public enum Verdict {
  /// Backed up; a directory's content is asked about further.
  INCLUDE,
  /// Left out, with everything below.
  EXCLUDE,
  /// A directory that is backed up only if something below it is.
  SCAN,
  /// Left out although no rule speaks of it: an include could have reached it and did not.
  PASSED_OVER
}

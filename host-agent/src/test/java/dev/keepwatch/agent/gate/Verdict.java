package dev.keepwatch.agent.gate;

/// What was decided.
public enum Verdict {
  ALLOWED,
  /// No statement allows it.
  NOT_ALLOWED,
  /// A statement of the bucket's policy, or the user's, forbids it, whatever is allowed.
  FORBIDDEN;

  boolean letsThrough() {
    return this == ALLOWED;
  }
}

package dev.keepwatch.agent.selection;

import java.io.Serial;

/// A rule that cannot have been meant as it stands. The message says which and why.
public final class SelectionException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /// What is wrong with the rule.
  public enum Reason {
    /// The pattern can match nothing below the source.
    OUTSIDE_SOURCE,
    /// The pattern cannot be understood.
    MALFORMED,
    /// The last rule includes what is included anyway.
    REDUNDANT,
    /// A list of files names one that cannot be below the source.
    LISTED_OUTSIDE,
    /// A list of files is empty.
    LIST_EMPTY
  }

  private final Reason reason;

  SelectionException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

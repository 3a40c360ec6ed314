package dev.keepwatch.agent.selection;

/// What one rule says of one entry.
enum Opinion {
  INCLUDE,
  EXCLUDE,
  /// Something below could be included; later rules are asked, too.
  SCAN,
  NONE;

  static Opinion decided(boolean including) {
    return including ? INCLUDE : EXCLUDE;
  }
}

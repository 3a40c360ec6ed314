package dev.keepwatch.agent.gate;

/// Who may want to do something in the bucket of a host.
enum Who {
  APPEND_ONLY("append-only host", Kind.APPEND_ONLY),
  NO_RESTORE("… with `restore: false`", Kind.APPEND_ONLY_NO_RESTORE),
  SELF_PRUNING("self-pruning host", Kind.SELF_PRUNING),
  OPERATOR("restore role", Kind.APPEND_ONLY);

  private final String title;
  private final Kind kind;

  Who(String title, Kind kind) {
    this.title = title;
    this.kind = kind;
  }

  String title() {
    return title;
  }

  /// Whose bucket it is about.
  Kind kind() {
    return kind;
  }
}

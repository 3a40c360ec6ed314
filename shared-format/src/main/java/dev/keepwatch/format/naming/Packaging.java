package dev.keepwatch.format.naming;

/// How a stored file is wrapped, as its suffix tells.
public enum Packaging {
  PLAIN(""),
  GZIP(".gz"),
  OPENPGP(".gpg");

  private final String suffix;

  Packaging(String suffix) {
    this.suffix = suffix;
  }

  /// What is written behind a name, with its dot.
  public String suffix() {
    return suffix;
  }

  /// Reads the suffix as duplicity does: encryption wins, and `gz` needs no dot (FORMAT.md §1.2).
  static Packaging ofName(String name) {
    if (name.endsWith(".gpg") || name.endsWith(".g")) {
      return OPENPGP;
    }
    return name.endsWith("gz") || name.endsWith(".z") ? GZIP : PLAIN;
  }
}

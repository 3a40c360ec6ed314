package dev.keepwatch.format.manifest;

/// A manifest that cannot be understood. The message says which line and why.
public final class ManifestException extends Exception {

  private static final long serialVersionUID = 1L;

  ManifestException(long line, String why) {
    super("line " + line + " of the manifest: " + why);
  }
}

package dev.keepwatch.agent.archive;

import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.LineSplitter.LongLineException;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.manifest.ManifestException;
import dev.keepwatch.format.manifest.ManifestParser;
import java.io.IOException;
import java.io.Serial;

/// Understands a manifest while it is read; its list of changed files is never held.
public final class ManifestReading {

  private ManifestReading() {}

  /// A stored manifest, past every cache.
  ///
  /// @throws ArchiveException if it cannot be understood
  public static Manifest stored(Archive archive, StoredFile file) throws IOException {
    try {
      return of(sink -> archive.read(file, sink), new ManifestParser());
    } catch (UnclearException e) {
      throw new ArchiveException(
          Reason.MANIFEST, "%s cannot be understood: %s".formatted(file.name(), e.getMessage()), e);
    }
  }

  /// @param parser fresh; is fed line by line
  /// @throws UnclearException if the text is no manifest
  public static Manifest of(Content text, ManifestParser parser) throws IOException {
    try {
      try (var lines = new LineSplitter(line -> feed(parser, line))) {
        text.writeTo(lines);
      }
      return parser.finish();
    } catch (ManifestException | LongLineException e) {
      throw new UnclearException(e);
    }
  }

  private static void feed(ManifestParser parser, byte[] line) throws UnclearException {
    try {
      parser.accept(line);
    } catch (ManifestException e) {
      throw new UnclearException(e);
    }
  }

  /// A text that is no manifest. The message says which line and why.
  public static final class UnclearException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    UnclearException(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }
}

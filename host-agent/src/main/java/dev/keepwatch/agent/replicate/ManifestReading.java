package dev.keepwatch.agent.replicate;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.manifest.ManifestException;
import dev.keepwatch.format.manifest.ManifestParser;
import java.io.IOException;

/// Reads a stored manifest, past every cache.
final class ManifestReading {

  private ManifestReading() {}

  /// @throws ArchiveException if it cannot be understood
  static Manifest of(Archive archive, String fileName) throws IOException {
    var parser = new ManifestParser();
    try {
      try (var lines = new LineSplitter(line -> accept(parser, fileName, line))) {
        archive.read(fileName, lines);
      }
      return parser.finish();
    } catch (ManifestException e) {
      throw unclear(fileName, e);
    }
  }

  private static void accept(ManifestParser parser, String fileName, byte[] line)
      throws ArchiveException {
    try {
      parser.accept(line);
    } catch (ManifestException e) {
      throw unclear(fileName, e);
    }
  }

  private static ArchiveException unclear(String fileName, ManifestException e) {
    return new ArchiveException(
        Reason.MANIFEST, "%s cannot be understood: %s".formatted(fileName, e.getMessage()), e);
  }
}

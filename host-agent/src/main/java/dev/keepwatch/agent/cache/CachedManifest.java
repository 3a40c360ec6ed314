package dev.keepwatch.agent.cache;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ManifestReading;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.ChainProof;
import dev.keepwatch.format.manifest.FileChange;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.manifest.ManifestParser;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A manifest in the cache.
record CachedManifest(SetId set, Path file) {

  /// @throws ArchiveException if it is not there, cannot be understood or is of another set
  Manifest read() throws IOException {
    try {
      var manifest = parse(new ManifestParser());
      refuse(ChainProof.alone(set, manifest));
      return manifest;
    } catch (ManifestReading.UnclearException e) {
      throw new ArchiveException(
          ArchiveException.Reason.MANIFEST,
          "the manifest of the %s cannot be understood: %s. If the one in the archive is sound, delete %s"
              .formatted(set, e.getMessage(), file),
          e);
    }
  }

  /// Hands over the list of changed files, line by line, once the whole is understood.
  ///
  /// @throws ArchiveException as [#read]
  void eachChange(BiConsumer<FileChange, ArchivePath> each) throws IOException {
    read();
    parse(new ManifestParser(each));
  }

  private Manifest parse(ManifestParser parser) throws IOException {
    return ManifestReading.of(sink -> Files.copy(file, sink), parser);
  }

  /// @param objection of a [ChainProof], if it has one
  static void refuse(Optional<String> objection) throws ArchiveException {
    if (objection.isPresent()) {
      throw new ArchiveException(
          ArchiveException.Reason.MANIFEST,
          objection.get()
              + ". Nothing of it is taken for a backup; keepwatch collection-status names older"
              + " states, to be taken with --time");
    }
  }
}

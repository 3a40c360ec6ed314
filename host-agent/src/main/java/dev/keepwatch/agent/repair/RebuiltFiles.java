package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Content;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.program.Program;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.manifest.SetMetadata;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Seals and stores what was rebuilt of a set, wrapped as its volumes are.
final class RebuiltFiles {

  private final Archive archive;
  private final BackupSet set;
  private final Spool spool;

  RebuiltFiles(Archive archive, BackupSet set, Spool spool) {
    this.archive = archive;
    this.set = set;
    this.spool = spool;
  }

  /// @throws EnvelopeException if what is written now would be less protected than the set is
  void requireProtection() throws IOException {
    if (packaging() != Packaging.OPENPGP) {
      return;
    }
    try (var sample = archive.storage().read(sample())) {
      if (!archive.envelopes().protectLike(sample)) {
        throw new EnvelopeException(
            EnvelopeException.Reason.NO_KEY,
            "the %s is encrypted, and what is rebuilt would not be, or not to the same keys: name them with --encrypt-key, as in the backup"
                .formatted(set.id()));
      }
    }
  }

  /// A file of the set, rather not a volume: these may lie in an archive class.
  private String sample() {
    return set.manifest().or(set::signatures).map(StoredFile::name).orElseGet(this::firstVolume);
  }

  private String firstVolume() {
    return set.volumeName(1).orElseThrow();
  }

  /// How the set's volumes are wrapped.
  private Packaging packaging() {
    return archive.names().parse(firstVolume()).orElseThrow().packaging();
  }

  String storeSignatures(Content content) throws IOException {
    return store(new ArchiveName.Signatures(set.id(), packaging()), Map.of(), content);
  }

  String storeManifest(int volumes, Content content) throws IOException {
    var packaging = packaging() == Packaging.OPENPGP ? Packaging.OPENPGP : Packaging.PLAIN;
    var metadata = SetMetadata.ofVolumes(volumes).entries(Program.version());
    return store(new ArchiveName.Manifest(set.id(), packaging), metadata, content);
  }

  private String store(ArchiveName name, Map<String, String> metadata, Content content)
      throws IOException {
    Path file = spool.file("sealed");
    try {
      archive.seal(name, file, content);
      archive.store(name, file, metadata);
    } finally {
      Files.deleteIfExists(file);
    }
    return archive.names().format(name);
  }
}

package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Content;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.journal.SealedFile;
import dev.keepwatch.agent.journal.UnfinishedSet;
import dev.keepwatch.agent.volume.SealedVolume;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Seals and stores the files of one set, and tells the journal of each that is stored.
final class SetFiles {

  private final Archive archive;
  private final SetId set;
  private final Spool spool;
  private final UnfinishedSet unfinished;

  SetFiles(Archive archive, SetId set, Spool spool, UnfinishedSet unfinished) {
    this.archive = archive;
    this.set = set;
    this.spool = spool;
    this.unfinished = unfinished;
  }

  ArchiveName name(SealedVolume volume) {
    return new ArchiveName.Volume(set, volume.entry().number(), archive.envelopes().forNewFiles());
  }

  ArchiveName signatures() {
    return new ArchiveName.Signatures(set, archive.envelopes().forNewFiles());
  }

  ArchiveName statistics() {
    return new ArchiveName.Statistics(set, archive.envelopes().forNewFiles());
  }

  ArchiveName manifest() {
    return new ArchiveName.Manifest(set, archive.envelopes().forNewManifests());
  }

  String nameOf(ArchiveName name) {
    return archive.names().format(name);
  }

  /// A volume as the journal is to know it.
  SealedFile known(SealedVolume volume) {
    String sha1 = volume.entry().hash().orElseThrow().hex();
    return new SealedFile(nameOf(name(volume)), volume.sizeBytes(), sha1);
  }

  /// Where a file of the set lies in the spool.
  Path file(ArchiveName name) {
    return spool.file(nameOf(name));
  }

  /// Seals a file into the spool.
  SealedFile seal(ArchiveName name, Content content) throws IOException {
    var sealed = archive.seal(name, file(name), content);
    return new SealedFile(nameOf(name), sealed.sealedBytes(), sealed.sha1Hex());
  }

  /// A sealed file stays when the run ends before it is stored.
  void keep(ArchiveName name) throws IOException {
    spool.keep(file(name));
  }

  /// Stores a file, and lets the one in the spool go.
  void store(ArchiveName name, Path file, Map<String, String> metadata) throws IOException {
    archive.store(name, file, metadata);
    unfinished.stored(nameOf(name));
    spool.letGo(file);
  }
}

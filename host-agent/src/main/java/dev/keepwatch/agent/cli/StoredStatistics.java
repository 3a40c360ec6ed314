package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/// The statistics that lie beside the sets of an archive, oldest first.
///
/// @param archive the archive
/// @param catalog what it holds
/// @param files their names, by the times of their sets
record StoredStatistics(Archive archive, Catalog catalog, SortedMap<BackupTime, StoredFile> files) {

  /// Looks at the archive once.
  static StoredStatistics of(Archive archive) throws IOException {
    var catalog = new Catalog.Builder(archive.names());
    var files = new TreeMap<BackupTime, StoredFile>();
    archive
        .storage()
        .list(file -> {
          catalog.add(file);
          archive
              .names()
              .parse(file.name())
              .filter(ArchiveName.Statistics.class::isInstance)
              .ifPresent(name -> files.put(name.set().time(), file));
        });
    return new StoredStatistics(archive, catalog.build(), files);
  }

  void show(Terminal terminal) throws IOException {
    if (files.isEmpty()) {
      terminal.notice("No statistics are stored here; backups with --jsonstat store them.");
    }
    for (StoredFile file : files.values()) {
      var text = new ByteArrayOutputStream();
      archive.read(file, text);
      terminal.result(RawText.decode(text.toByteArray()).strip());
    }
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.format.naming.ArchiveName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.TreeMap;

/// The statistics that lie beside the sets of an archive, oldest first.
///
/// @param terminal where they are shown
/// @param archive the archive
record StoredStatistics(Terminal terminal, Archive archive) {

  void show() throws IOException {
    var files = new TreeMap<String, String>();
    archive
        .storage()
        .list(file ->
            archive
                .names()
                .parse(file.name())
                .filter(ArchiveName.Statistics.class::isInstance)
                .ifPresent(name -> files.put(name.set().time().toString(), file.name())));
    if (files.isEmpty()) {
      terminal.notice("No statistics are stored here; backups with --jsonstat store them.");
    }
    for (String name : files.values()) {
      var text = new ByteArrayOutputStream();
      archive.read(name, text);
      terminal.result(RawText.decode(text.toByteArray()).strip());
    }
  }
}

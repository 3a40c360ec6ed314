package dev.keepwatch.agent.history;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Brings volumes into the spool, each proved before it is used and gone when it has been read.
public final class VolumeSource {

  private final Archive archive;
  private final Spool spool;
  private final Consumer<String> fetched;
  private final AtomicLong count = new AtomicLong();

  /// @param fetched is told the name of each volume that has come in sound
  public VolumeSource(Archive archive, Spool spool, Consumer<String> fetched) {
    this.archive = archive;
    this.spool = spool;
    this.fetched = fetched;
  }

  /// The content of a volume; closing the stream frees its place in the spool.
  InputStream open(BackupSet set, VolumeEntry volume) throws IOException {
    String name = set.volumeName(volume.number()).orElseThrow();
    Path file = spool.file("volume-" + count.incrementAndGet());
    try {
      archive.fetch(name, volume.hash().orElseThrow(), file);
      fetched.accept(name);
      return new FilterInputStream(archive.openFetched(name, file)) {
        @Override
        public void close() throws IOException {
          super.close();
          Files.deleteIfExists(file);
        }
      };
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }
}

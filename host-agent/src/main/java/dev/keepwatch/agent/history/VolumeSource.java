package dev.keepwatch.agent.history;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Damage;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.tar.TarException;
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
  private final LostVolumes losses;
  private final AtomicLong count = new AtomicLong();

  /// @param fetched is told the name of each volume that has come in sound
  public VolumeSource(Archive archive, Spool spool, Consumer<String> fetched) {
    this(archive, spool, fetched, LostVolumes.NOT_ALLOWED);
  }

  /// @param losses decides about volumes that are damaged or not there
  public VolumeSource(Archive archive, Spool spool, Consumer<String> fetched, LostVolumes losses) {
    this.archive = archive;
    this.spool = spool;
    this.fetched = fetched;
    this.losses = losses;
  }

  /// Brings a volume in only to see whether it is sound.
  public void prove(BackupSet set, VolumeEntry volume) throws IOException {
    open(set, volume).close();
  }

  /// What stands in a volume makes no sense.
  void broken(BackupSet set, VolumeEntry volume, TarException why) throws IOException {
    losses.lost(set, volume, why);
  }

  /// The content of a volume, nothing if it is lost and that is borne; closing the stream frees its
  /// place in the spool.
  InputStream open(BackupSet set, VolumeEntry volume) throws IOException {
    try {
      HistoryPlan.check(set, volume);
      return fetch(set, volume);
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw e;
      }
      losses.lost(set, volume, e);
      return InputStream.nullInputStream();
    }
  }

  private InputStream fetch(BackupSet set, VolumeEntry volume) throws IOException {
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

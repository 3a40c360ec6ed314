package dev.keepwatch.agent.history;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.tar.TarException;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
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

  /// As [#open]; nothing if the volume is lost and that is to be borne.
  Optional<InputStream> find(BackupSet set, VolumeEntry volume) throws IOException {
    try {
      HistoryPlan.check(set, volume);
      return Optional.of(open(set, volume));
    } catch (IOException e) {
      if (!isLoss(e)) {
        throw e;
      }
      losses.lost(set, volume, e);
      return Optional.empty();
    }
  }

  /// What stands in a volume makes no sense.
  void broken(BackupSet set, VolumeEntry volume, TarException why) throws IOException {
    losses.lost(set, volume, why);
  }

  /// Whether it is the volume's own fault, which trying again or another key will not mend.
  private static boolean isLoss(IOException e) {
    return switch (e) {
      case ArchiveException archive ->
          EnumSet.of(Reason.HASH_MISMATCH, Reason.DAMAGED, Reason.MANIFEST)
              .contains(archive.reason());
      case EnvelopeException envelope -> envelope.reason() == EnvelopeException.Reason.DAMAGED;
      case StorageException storage -> storage.reason() == StorageException.Reason.ABSENT;
      default -> false;
    };
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

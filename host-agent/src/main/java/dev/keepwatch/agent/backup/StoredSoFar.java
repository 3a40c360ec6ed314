package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.journal.Checkpoint;
import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.agent.journal.SealedFile;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.volume.SealedVolume;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import dev.keepwatch.format.naming.ArchiveName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds a journal against what the archive has. No name is ever written twice: what is there and
/// is not ours, or was there and is gone, ends the set.
final class StoredSoFar {

  private final Archive archive;
  private final JournalState journal;
  private final Spool spool;
  private final Map<String, Long> sizes = new HashMap<>();
  private final Set<String> stored;

  /// @param spool has what the interrupted run has kept
  StoredSoFar(Archive archive, JournalState journal, Spool spool) {
    this.archive = archive;
    this.journal = journal;
    this.spool = spool;
    this.stored = new HashSet<>(journal.stored());
  }

  /// @throws GivenUpException if the set cannot be finished
  Progress compare() throws IOException {
    list();
    var volumes = new ArrayList<Checkpoint>();
    var waiting = new ArrayList<SealedVolume>();
    for (var checkpoint : journal.volumes()) {
      Path kept = inSpool(checkpoint);
      if (isStored(checkpoint.file(), kept)) {
        spool.letGo(kept);
      } else if (!isSound(kept, checkpoint.file())) {
        break;
      } else {
        waiting.add(new SealedVolume(checkpoint.entry(), kept, checkpoint.file().sizeBytes()));
      }
      volumes.add(checkpoint);
    }
    refuseUnknownVolumes(volumes.size());
    for (var lost : journal.volumes().subList(volumes.size(), journal.volumes().size())) {
      spool.letGo(inSpool(lost)); // The first of them is damaged; they are packed again.
    }
    return progress(volumes, waiting);
  }

  /// What a volume is called in the spool, before its number.
  private static final String VOLUME = "volume-";

  private Path inSpool(Checkpoint checkpoint) {
    return spool.file(VOLUME + checkpoint.entry().number());
  }

  /// What an interrupted run has kept in its spool, by name.
  static List<String> keptFiles(JournalState journal) {
    var names = new ArrayList<String>();
    journal.volumes().forEach(volume -> names.add(VOLUME + volume.entry().number()));
    journal.signatures().ifPresent(file -> names.add(file.name()));
    return names;
  }

  private Progress progress(List<Checkpoint> volumes, List<SealedVolume> waiting)
      throws IOException {
    var packaging = archive.envelopes().forNewFiles();
    String signatures =
        archive.names().format(new ArchiveName.Signatures(journal.set(), packaging));
    String statistics =
        archive.names().format(new ArchiveName.Statistics(journal.set(), packaging));
    var sealed = journal.signatures().filter(file -> volumes.size() == journal.volumes().size());
    if (sealed.isEmpty() && sizes.containsKey(signatures)) {
      throw new GivenUpException(signatures + " is in the archive, and this run did not store it");
    }
    Path kept = spool.file(signatures);
    if (sealed.isPresent() && !isStored(sealed.get(), kept) && !isSound(kept, sealed.get())) {
      sealed = Optional.empty();
    }
    boolean waits = sealed.filter(file -> !stored.contains(file.name())).isPresent();
    if (!waits) {
      spool.letGo(kept);
    }
    var state =
        new JournalState(
            journal.set(),
            journal.settings(),
            spool.name(),
            volumes,
            sealed,
            stored,
            journal.touched());
    return new Progress(
        state,
        waiting,
        waits ? Optional.of(kept) : Optional.empty(),
        sizes.containsKey(statistics));
  }

  private void list() throws StorageException {
    archive
        .storage()
        .list(file ->
            archive
                .names()
                .parse(file.name())
                .filter(name -> name.set().equals(journal.set()))
                .ifPresent(name -> sizes.put(file.name(), file.sizeBytes())));
  }

  private void refuseUnknownVolumes(int known) throws GivenUpException {
    for (String name : sizes.keySet()) {
      var parsed = archive.names().parse(name);
      if (parsed.isPresent()
          && parsed.get() instanceof ArchiveName.Volume volume
          && volume.number() > known) {
        throw new GivenUpException(
            name + " is in the archive, and the journal of the run does not know it");
      }
    }
  }

  /// Whether the archive has the file, and it is ours.
  private boolean isStored(SealedFile file, Path kept) throws IOException {
    Long size = sizes.get(file.name());
    if (size == null) {
      if (stored.contains(file.name())) {
        throw new GivenUpException(file.name() + " was stored, and is gone");
      }
      return false;
    }
    boolean same = size == file.sizeBytes() && (stored.contains(file.name()) || holds(file, kept));
    if (!same) {
      throw new GivenUpException(
          file.name() + " is in the archive, and is another file than this run has sealed");
    }
    stored.add(file.name());
    return true;
  }

  /// The answer to an upload was lost; by the kept file, or by the archive's, it is told whether it
  /// was ours.
  private boolean holds(SealedFile file, Path kept) throws IOException {
    var name = archive.names().parse(file.name()).orElseThrow();
    if (isSound(kept, file) && archive.holds(name, kept)) {
      return true;
    }
    Path copy = spool.file("stored");
    try {
      archive.fetchSealed(file.name(), VolumeHash.sha1(file.sha1()), copy);
      return true;
    } catch (ArchiveException e) {
      return false;
    } catch (StorageException e) {
      return switch (e.reason()) {
        case DENIED, FROZEN, ABSENT -> false;
        default -> throw e;
      };
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static boolean isSound(Path kept, SealedFile file) throws IOException {
    if (!Files.isRegularFile(kept) || Files.size(kept) != file.sizeBytes()) {
      return false;
    }
    var digest = Digests.sha1();
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(kept, out);
    }
    return Digests.hex(digest).equals(file.sha1());
  }
}

package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of one run, as far as they are there.
public final class BackupSet {

  private final SetBuilder facts;

  BackupSet(SetBuilder facts) {
    this.facts = facts;
  }

  public SetId id() {
    return facts.id;
  }

  /// When the run began.
  public BackupTime time() {
    return facts.id.time();
  }

  public boolean isFull() {
    return facts.id instanceof SetId.Full;
  }

  /// How many volumes are there.
  public long volumeCount() {
    return facts.numbers.count();
  }

  /// The highest volume number that is there; 0 if there is no volume.
  public int highestVolume() {
    return facts.numbers.highest();
  }

  public boolean hasVolume(int number) {
    return facts.numbers.contains(number);
  }

  /// The volumes that must have been there, since later ones are. A set without any volume lacks
  /// the first.
  public List<NumberRange> missingVolumes() {
    return facts.numbers.missing(Math.max(1, facts.numbers.highest()));
  }

  /// The volumes that lack when `expected` is the highest number that the set's manifest knows.
  public List<NumberRange> missingVolumes(int expected) {
    return facts.numbers.missing(expected);
  }

  /// The file name of a volume.
  ///
  /// @return nothing if the volume is not there
  public Optional<String> volumeName(int number) {
    return hasVolume(number) ? Optional.of(facts.volumeName(number)) : Optional.empty();
  }

  public Optional<StoredFile> manifest() {
    return Optional.ofNullable(facts.manifest);
  }

  public Optional<StoredFile> signatures() {
    return Optional.ofNullable(facts.signatures);
  }

  /// Whether the set counts: its manifest is there, which is written last.
  public boolean isComplete() {
    return facts.manifest != null;
  }

  /// Whether everything that a restore needs is there once, as far as names can tell: volumes lost
  /// at the end show only in the manifest ([#missingVolumes(int)]).
  public boolean isWhole() {
    return isComplete() && missingVolumes().isEmpty() && !facts.restoreAmbiguous;
  }

  /// Whether the set's files are encrypted; what counts is the volumes, then the manifest, then the
  /// signatures.
  public boolean isEncrypted() {
    return facts.packaging == Packaging.OPENPGP;
  }

  /// Bytes of all files of the set.
  public long sizeBytes() {
    return facts.sizeBytes;
  }

  /// When the storage says that the last of the set's files was written.
  public Instant lastModified() {
    return facts.lastModified;
  }

  /// The names of all files of the set, in the order in which they are to be deleted: the
  /// manifest's first, since without it the set does not count; then signatures, statistics and
  /// volumes.
  public Stream<String> fileNames() {
    return facts.fileNames();
  }

  /// Whether [#fileNames] leaves files out, since so many of them are doubled that somebody must
  /// have meant to.
  public boolean hasUnnamedFiles() {
    return facts.overfull;
  }

  /// What is wrong with the set by itself.
  List<Defect> defects() {
    return facts.defects(this);
  }

  @Override
  public String toString() {
    return facts.id + " (" + volumes(volumeCount()) + ")";
  }

  /// `1 volume`, `2 volumes`.
  static String volumes(long count) {
    return count + (count == 1 ? " volume" : " volumes");
  }
}

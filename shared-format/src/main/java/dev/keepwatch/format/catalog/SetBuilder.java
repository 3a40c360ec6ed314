package dev.keepwatch.format.catalog;

import static java.util.Objects.requireNonNull;

import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import dev.keepwatch.format.naming.VolumeNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what a listing shows of one set.
final class SetBuilder {

  /// How many doubled files of a set are named; a hostile listing must not fill the memory.
  private static final int AMBIGUITIES_NAMED = 16;

  final SetId id;
  final NumberRanges numbers = new NumberRanges();
  final List<Defect> ambiguities = new ArrayList<>();

  /// Whether it is not clear which manifest, or which file of a volume, a restore should take.
  boolean restoreAmbiguous;

  @Nullable StoredFile manifest;
  @Nullable StoredFile signatures;
  Packaging packaging = Packaging.PLAIN;
  long sizeBytes;
  Instant lastModified = Instant.MIN;

  /// How the first volume is named; all others are named like it, or stand in the map.
  private @Nullable VolumeNames names;

  final Map<Integer, String> otherwiseNamed = new HashMap<>();

  SetBuilder(SetId id) {
    this.id = id;
  }

  void add(ArchiveName name, StoredFile file) {
    sizeBytes += file.sizeBytes();
    if (file.lastModified().isAfter(lastModified)) {
      lastModified = file.lastModified();
    }
    packageLike(name);
    switch (name) {
      case ArchiveName.Volume volume -> addVolume(volume.number(), file.name());
      case ArchiveName.Manifest m -> {
        restoreAmbiguous |= isOther(manifest, file);
        manifest = first(manifest, file);
      }
      case ArchiveName.Signatures s -> signatures = first(signatures, file);
      case ArchiveName.Statistics s -> {}
    }
  }

  /// What counts is the volumes, and before one is seen, whether anything else is encrypted.
  private void packageLike(ArchiveName name) {
    boolean volume = name instanceof ArchiveName.Volume;
    if (volume || (numbers.count() == 0 && name.packaging() == Packaging.OPENPGP)) {
      packaging = name.packaging();
    }
  }

  private void addVolume(int number, String fileName) {
    if (!numbers.add(number)) {
      if (!volumeName(number).equals(fileName)) {
        restoreAmbiguous = true;
        ambiguous(fileName);
      }
      return;
    }
    var found = VolumeNames.of(fileName, number).orElse(null);
    if (names == null) {
      names = found;
    }
    if (found == null || !found.equals(names)) {
      otherwiseNamed.put(number, fileName);
    }
  }

  private StoredFile first(@Nullable StoredFile known, StoredFile file) {
    if (isOther(known, file)) {
      ambiguous(file.name());
    }
    return known == null ? file : known;
  }

  /// A listing may show a file twice; that is no second file.
  private static boolean isOther(@Nullable StoredFile known, StoredFile file) {
    return known != null && !known.name().equals(file.name());
  }

  private void ambiguous(String name) {
    if (ambiguities.size() < AMBIGUITIES_NAMED) {
      ambiguities.add(new Defect.Ambiguous(id, name));
    }
  }

  /// The file name of a volume that is there.
  String volumeName(int number) {
    String other = otherwiseNamed.get(number);
    return other == null ? requireNonNull(names).name(number) : other;
  }

  List<Defect> defects(BackupSet set) {
    var found = new ArrayList<>(ambiguities);
    if (manifest == null) {
      found.add(new Defect.MissingManifest(id, numbers.count(), signatures != null));
    } else {
      if (!set.missingVolumes().isEmpty()) {
        found.add(new Defect.MissingVolumes(id, set.missingVolumes()));
      }
      if (signatures == null) {
        found.add(new Defect.MissingSignatures(id));
      }
    }
    return found;
  }
}

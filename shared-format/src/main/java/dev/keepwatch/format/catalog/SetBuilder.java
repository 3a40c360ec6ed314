package dev.keepwatch.format.catalog;

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
  @Nullable StoredFile manifest;
  @Nullable StoredFile signatures;
  Packaging packaging = Packaging.PLAIN;
  long sizeBytes;
  Instant lastModified = Instant.MIN;

  private @Nullable VolumeNames names;
  private final Map<Integer, String> otherwiseNamed = new HashMap<>();

  SetBuilder(SetId id) {
    this.id = id;
  }

  void add(ArchiveName name, StoredFile file) {
    sizeBytes += file.sizeBytes();
    if (file.lastModified().isAfter(lastModified)) {
      lastModified = file.lastModified();
    }
    switch (name) {
      case ArchiveName.Volume volume -> addVolume(volume, file);
      case ArchiveName.Manifest m -> {
        manifest = only(manifest, file);
        packageLike(name);
      }
      case ArchiveName.Signatures s -> {
        signatures = only(signatures, file);
        packageLike(name);
      }
      case ArchiveName.Statistics s -> packageLike(name);
    }
  }

  private void packageLike(ArchiveName name) {
    if (numbers.count() == 0 && name.packaging() == Packaging.OPENPGP) {
      packaging = name.packaging();
    }
  }

  private void addVolume(ArchiveName.Volume volume, StoredFile file) {
    if (!numbers.add(volume.number())) {
      ambiguous(file.name());
      return;
    }
    packaging = volume.packaging();
    var found = VolumeNames.of(file.name(), volume.number()).orElse(null);
    if (names == null) {
      names = found;
    }
    if (found == null || !found.equals(names)) {
      otherwiseNamed.put(volume.number(), file.name());
    }
  }

  private StoredFile only(@Nullable StoredFile known, StoredFile file) {
    if (known == null) {
      return file;
    }
    ambiguous(file.name());
    return known;
  }

  private void ambiguous(String name) {
    if (ambiguities.size() < AMBIGUITIES_NAMED) {
      ambiguities.add(new Defect.Ambiguous(id, name));
    }
  }

  String volumeName(int number) {
    String other = otherwiseNamed.get(number);
    if (other != null || names == null) {
      return String.valueOf(other);
    }
    return names.name(number);
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

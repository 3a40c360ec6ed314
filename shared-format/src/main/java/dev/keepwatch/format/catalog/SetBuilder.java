package dev.keepwatch.format.catalog;

import static java.util.Objects.requireNonNull;

import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import dev.keepwatch.format.naming.VolumeNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Collects what a listing shows of one set.
final class SetBuilder {

  /// What a file is to its set, in the order in which the files of a set are deleted.
  private enum Part {
    MANIFEST,
    SIGNATURES,
    STATISTICS,
    VOLUME
  }

  /// How many doubled files of a set are named; a hostile listing must not fill the memory.
  private static final int AMBIGUITIES_NAMED = 16;

  final SetId id;
  final NumberRanges numbers = new NumberRanges();
  final List<Defect> ambiguities = new ArrayList<>();

  /// Files besides the first of each part, by what they are: statistics, and doubled ones as far as
  /// they are named.
  private final Map<Part, List<String>> others = new EnumMap<>(Part.class);

  /// Whether there are more files than are named here.
  boolean overfull;

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
        manifest = first(manifest, file, Part.MANIFEST);
      }
      case ArchiveName.Signatures s -> signatures = first(signatures, file, Part.SIGNATURES);
      case ArchiveName.Statistics s -> other(Part.STATISTICS, file.name());
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
        ambiguous(fileName, Part.VOLUME);
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

  private StoredFile first(@Nullable StoredFile known, StoredFile file, Part part) {
    if (isOther(known, file)) {
      ambiguous(file.name(), part);
    }
    return known == null ? file : known;
  }

  /// A listing may show a file twice; that is no second file.
  private static boolean isOther(@Nullable StoredFile known, StoredFile file) {
    return known != null && !known.name().equals(file.name());
  }

  private void ambiguous(String name, Part part) {
    if (other(part, name) && ambiguities.size() < AMBIGUITIES_NAMED) {
      ambiguities.add(new Defect.Ambiguous(id, name));
    }
  }

  private boolean other(Part part, String name) {
    var known = others.computeIfAbsent(part, p -> new ArrayList<>());
    overfull |= known.size() == AMBIGUITIES_NAMED && !known.contains(name);
    return !known.contains(name) && known.size() < AMBIGUITIES_NAMED && known.add(name);
  }

  /// All file names as far as they are named here, the manifest's first, the volumes' last.
  Stream<String> fileNames() {
    return Stream.of(
            Stream.ofNullable(manifest).map(StoredFile::name),
            others(Part.MANIFEST),
            Stream.ofNullable(signatures).map(StoredFile::name),
            others(Part.SIGNATURES),
            others(Part.STATISTICS),
            others(Part.VOLUME),
            numbers.stream().mapToObj(this::volumeName))
        .flatMap(names -> names);
  }

  private Stream<String> others(Part part) {
    return others.getOrDefault(part, List.of()).stream();
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

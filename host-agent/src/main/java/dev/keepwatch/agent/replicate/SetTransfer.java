package dev.keepwatch.agent.replicate;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.LineSplitter;
import dev.keepwatch.agent.archive.ManifestReading;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.program.Program;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.manifest.Binding;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.manifest.SetMetadata;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Brings one set over: volumes, then signatures, then the manifest, whose presence makes it exist.
final class SetTransfer {

  private final Archive source;
  private final BackupSet set;
  private final Optional<String> parent;
  private final boolean reseal;
  private final FileTransfer files;
  private final ReplicateListener listener;
  private final Map<Integer, VolumeHash> digests = new HashMap<>();

  /// @param parent the number of the set that this one continues in the destination, if it can be
  ///   told
  SetTransfer(
      Archive source,
      BackupSet set,
      Optional<String> parent,
      boolean reseal,
      FileTransfer files,
      ReplicateListener listener) {
    this.source = source;
    this.set = set;
    this.parent = parent;
    this.reseal = reseal;
    this.files = files;
    this.listener = listener;
  }

  /// @return the manifest as it is now in the destination; nothing if it could not be opened
  Optional<Manifest> run() throws IOException {
    StoredFile stored = set.manifest().orElseThrow();
    var manifest = manifest(stored);
    check(manifest);
    int last = manifest.map(m -> m.volumes().size()).orElse(set.highestVolume());
    for (int number = 1; number <= last; number++) {
      int volume = number;
      volume(number, manifest.flatMap(m -> m.volume(volume)).flatMap(VolumeEntry::hash));
    }
    signatures(manifest.isPresent());
    var binding = manifest.flatMap(this::binding);
    manifest(stored, manifest, binding, last);
    return manifest.map(m -> m.withDigests(digests));
  }

  /// The binding that the copy needs, if it needs another.
  private Optional<Binding> binding(Manifest manifest) {
    return manifest
        .binding()
        .filter(binding -> binding.parent().isPresent())
        .map(binding -> binding.continuing(parent))
        .filter(binding -> !manifest.binding().equals(Optional.of(binding)));
  }

  /// The manifest; nothing if there is no key to open it, and files are copied as they are.
  private Optional<Manifest> manifest(StoredFile file) throws IOException {
    try {
      return Optional.of(ManifestReading.stored(source, file));
    } catch (EnvelopeException e) {
      boolean keyLacks =
          e.reason() == EnvelopeException.Reason.NO_KEY
              || e.reason() == EnvelopeException.Reason.WRONG_PASSPHRASE;
      if (!keyLacks || reseal) {
        throw e;
      }
      listener.warning(
          "There is no key for the manifest of the %s: its files are copied without looking whether they are sound."
              .formatted(set.id()));
      return Optional.empty();
    }
  }

  /// A set that lacks something is not copied: it would look whole.
  private void check(Optional<Manifest> manifest) throws ArchiveException {
    int listed = manifest.map(m -> m.volumes().size()).orElse(set.highestVolume());
    var missing = set.missingVolumes(Math.max(listed, set.highestVolume()));
    if (!missing.isEmpty() || listed < set.highestVolume()) {
      throw new ArchiveException(
          Reason.DAMAGED,
          "the %s is not whole (volumes there: %d, in its manifest: %d) and is not copied, nor is what builds on it"
              .formatted(set.id(), set.volumeCount(), listed));
    }
    boolean undigested =
        manifest.isPresent()
            && manifest.get().volumes().stream().anyMatch(volume -> volume.hash().isEmpty());
    if (undigested) {
      throw new ArchiveException(
          Reason.MANIFEST,
          "the manifest of the %s has no digests, so that its volumes cannot be verified; it is not copied"
              .formatted(set.id()));
    }
  }

  private void volume(int number, Optional<VolumeHash> digest) throws IOException {
    String name = set.volumeName(number).orElseThrow();
    Packaging stored = packaging(name);
    var packaging = files.packaging(stored, false, reseal);
    var to = new ArchiveName.Volume(set.id(), number, packaging);
    if (isCopy(stored, packaging)) {
      files.copy(name, to, digest, false);
    } else {
      digests.put(number, files.reseal(name, to, digest.orElseThrow()));
    }
  }

  private void signatures(boolean provable) throws IOException {
    if (set.signatures().isEmpty()) {
      listener.warning(
          "The %s has no signatures: its copy can be restored, but not listed or continued."
              .formatted(set.id()));
      return;
    }
    StoredFile file = set.signatures().get();
    Packaging stored = packaging(file.name());
    var packaging = files.packaging(stored, false, reseal);
    var to = new ArchiveName.Signatures(set.id(), packaging);
    if (isCopy(stored, packaging)) {
      files.copy(file.name(), to, Optional.empty(), provable);
    } else {
      files.seal(to, Map.of(), sink -> source.read(file, sink));
    }
  }

  private void manifest(
      StoredFile file, Optional<Manifest> manifest, Optional<Binding> binding, int volumes)
      throws IOException {
    Packaging stored = packaging(file.name());
    var packaging = files.packaging(stored, true, reseal);
    var to = new ArchiveName.Manifest(set.id(), packaging);
    if (isCopy(stored, packaging) && digests.isEmpty() && binding.isEmpty()) {
      files.copy(file.name(), to, Optional.empty(), manifest.isPresent());
      return;
    }
    files.seal(
        to,
        SetMetadata.ofVolumes(volumes).entries(Program.version()),
        sink -> {
          try (var lines = new LineSplitter(new ManifestRewrite(digests, binding, sink))) {
            source.read(file, lines);
          }
        });
  }

  private boolean isCopy(Packaging stored, Packaging wanted) {
    return stored == wanted && !(reseal && stored == Packaging.OPENPGP);
  }

  private Packaging packaging(String name) {
    return source.names().parse(name).orElseThrow().packaging();
  }

  /// Whether the destination's files are sealed with fresh randomness, so that no second attempt
  /// makes the same bytes.
  static boolean isUnrepeatable(Archive destination, BackupSet set, boolean reseal) {
    return destination.envelopes().forNewFiles() == Packaging.OPENPGP
        && (reseal || !set.isEncrypted());
  }
}

package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Reads the manifests of a state, each once, and takes down in passing what else a restore must
/// know of them.
final class ManifestsRead implements HistoryPlan.Manifests {

  private final HistoryPlan.Manifests manifests;
  private final RestoreListener listener;
  private final MessageDigest content = Digests.sha256();
  private long shortManifests;

  ManifestsRead(HistoryPlan.Manifests manifests, RestoreListener listener) {
    this.manifests = manifests;
    this.listener = listener;
  }

  @Override
  public Manifest of(BackupSet set) throws IOException {
    var manifest = manifests.of(set);
    digest(set, manifest);
    compare(set, manifest.volumes().size());
    return manifest;
  }

  private void digest(BackupSet set, Manifest manifest) {
    content.update(set.id().toString().getBytes(StandardCharsets.UTF_8));
    for (var volume : manifest.volumes()) {
      String line = "\n%d %s".formatted(volume.number(), volume.hash());
      content.update(line.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// A manifest that was cut off between two volumes looks sound; what it leaves out would be
  /// missed by nobody.
  private void compare(BackupSet set, int listed) {
    if (set.highestVolume() > listed) {
      listener.warning(
          "The %s has %d volumes, and its manifest knows only %d: what the others hold is not restored."
              .formatted(set.id(), set.highestVolume(), listed));
      shortManifests++;
    }
  }

  /// The digest of the digests of all volumes; it can be taken once.
  String content() {
    return Digests.hex(content);
  }

  /// How many manifests know fewer volumes than there are.
  long shortManifests() {
    return shortManifests;
  }
}

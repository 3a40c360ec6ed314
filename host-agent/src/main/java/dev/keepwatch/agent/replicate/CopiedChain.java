package dev.keepwatch.agent.replicate;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ManifestReading;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.ChainProof;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sets of one chain that the destination has, from the full on: what the next one's manifest
/// is bound to there.
final class CopiedChain {

  /// Tells what the manifest of a set says.
  @FunctionalInterface
  private interface Known {
    Optional<Manifest> manifest() throws IOException;
  }

  private record Link(SetId set, Known known) {}

  private final Archive destination;
  private final List<Link> links = new ArrayList<>();

  CopiedChain(Archive destination) {
    this.destination = destination;
  }

  /// A set that was there before.
  void present(BackupSet copy) {
    links.add(new Link(copy.id(), () -> read(copy)));
  }

  /// A set that was brought over.
  ///
  /// @param manifest as it is there now; nothing if it could not be opened
  void copied(SetId set, Optional<Manifest> manifest) {
    links.add(new Link(set, () -> manifest));
  }

  /// The number that stands for the newest of them ([ChainProof]).
  ///
  /// @return nothing if there is none yet, or a manifest cannot be opened
  Optional<String> digest() throws IOException {
    var proof = new ChainProof();
    for (var link : links) {
      var manifest = link.known().manifest();
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      proof.next(link.set(), manifest.get());
    }
    return proof.digest();
  }

  private Optional<Manifest> read(BackupSet copy) throws IOException {
    try {
      return Optional.of(ManifestReading.stored(destination, copy.manifest().orElseThrow()));
    } catch (EnvelopeException | ArchiveException e) {
      return Optional.empty();
    }
  }
}

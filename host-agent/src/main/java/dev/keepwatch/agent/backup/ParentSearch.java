package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.catalog.Defect;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Finds the chain that a run may build on, and brings into the cache what the increment is
/// computed from.
final class ParentSearch {

  private final Archive archive;
  private final ArchiveCache cache;
  private final BackupListener listener;
  private final CacheSync sync;

  ParentSearch(Archive archive, ArchiveCache cache, BackupListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.listener = listener;
    this.sync = new CacheSync(archive, cache, listener::notice);
  }

  /// What to build on; nothing for a full.
  ///
  /// @param unusable sets whose signatures have turned out to be damaged in the archive too
  /// @throws ArchiveException no parent if an increment was insisted on and none is possible
  Optional<Parent> find(
      BackupRequest request, Catalog catalog, Instant now, Collection<SetId> unusable)
      throws IOException {
    catalog.defects().forEach(defect -> tell(defect, catalog));
    compareWithMemory(catalog);
    var plan =
        BackupPlan.decide(
            request.kind(), catalog, request.fullIfOlderThan(), now, cache::hasSignaturesOf);
    return switch (plan) {
      case BackupPlan.NoIncrement none -> without(none, catalog);
      case BackupPlan.Incremental(var chain) ->
          switch (prepared(chain, unusable)) {
            case Ready(var parent) -> {
              tellOfOtherProtection(chain);
              yield Optional.of(parent);
            }
            case Hindered(var reason) ->
                without(BackupPlan.instead(request.kind(), reason, true), catalog);
          };
    };
  }

  private Optional<Parent> without(BackupPlan.NoIncrement plan, Catalog catalog)
      throws IOException {
    switch (plan) {
      case BackupPlan.Full(var reason, var loud) -> {
        announce(reason, loud);
        tellOfOtherPassphrase(catalog);
        return Optional.empty();
      }
      case BackupPlan.Impossible(var reason) ->
          throw new ArchiveException(
              Reason.NO_PARENT,
              "no increment is possible: "
                  + reason
                  + ". Make a full backup first (keepwatch full …).");
    }
  }

  /// What an interrupted run left behind a backup that is whole now harms nobody.
  private void tell(Defect defect, Catalog catalog) {
    boolean over =
        defect instanceof Defect.MissingManifest(var set, var volumes, var signatures)
            && !signatures
            && catalog.newestWholeTime().filter(set.time()::isBefore).isPresent();
    if (over) {
      listener.notice(defect.toString());
    } else {
      listener.warning(defect.toString());
    }
  }

  private void tellOfOtherProtection(Chain chain) {
    boolean encrypted = archive.envelopes().forNewFiles() == Packaging.OPENPGP;
    if (encrypted != chain.last().isEncrypted()) {
      listener.warning(
          encrypted
              ? "This increment is encrypted, and the chain that it continues is not: whoever reads the archive can read what was backed up before."
              : "This increment is NOT encrypted, though the chain that it continues is: whoever reads the archive can read what is backed up now.");
    }
  }

  /// A full with a mistyped passphrase would be found out by nobody before the restore. One look at
  /// the newest manifest tells; with keys it would need the secret one.
  private void tellOfOtherPassphrase(Catalog catalog) throws IOException {
    var manifest = catalog.newestChain().flatMap(chain -> chain.last().manifest());
    if (manifest.isEmpty() || !archive.envelopes().sealWithPassphrase()) {
      return;
    }
    try {
      archive.read(manifest.get(), OutputStream.nullOutputStream());
    } catch (EnvelopeException e) {
      if (e.reason() == EnvelopeException.Reason.WRONG_PASSPHRASE) {
        listener.warning(
            "The passphrase is not that of the newest backup that is here, the %s. If that is a mistake, stop now: this backup can be opened with the new one only."
                .formatted(catalog.newestChain().orElseThrow().last().id()));
      }
    } catch (StorageException e) {
      // A host that may only add cannot look; the backup does not depend on it.
    }
  }

  private void announce(String reason, boolean loud) {
    if (loud) {
      listener.warning("A full backup is made, not an increment: " + reason + ".");
    } else if (!reason.isEmpty()) {
      listener.notice("A full backup is made: " + reason + ".");
    }
  }

  /// What this host has stored must still be there: an archive that runs backwards was robbed, or
  /// is another disk than last time.
  private void compareWithMemory(Catalog catalog) throws IOException {
    var remembered = cache.catalog().newestTime();
    var stored = catalog.newestTime();
    if (remembered.isPresent() && (stored.isEmpty() || stored.get().isBefore(remembered.get()))) {
      listener.warning(
          "The backup of %s, which the local cache remembers, is no longer in the archive: it was deleted, or %s is not the place that it was."
              .formatted(remembered.get(), archive.storage().location()));
    }
  }

  private sealed interface Preparation {}

  private record Ready(Parent parent) implements Preparation {}

  private record Hindered(String reason) implements Preparation {}

  /// Brings in what is missing and looks once more. Where that cannot be read (without a private
  /// key the cache is all there is) only a full backup helps.
  private Preparation prepared(Chain chain, Collection<SetId> unusable) throws IOException {
    for (var set : chain.sets()) {
      if (unusable.contains(set.id())) {
        return new Hindered(
            "the signatures of the " + set.id() + " are damaged, in the archive too");
      }
    }
    tellOfStrangers(chain);
    try {
      return bringIn(chain);
    } catch (EnvelopeException e) {
      return unreadable(e, canOnlyBeReplaced(e));
    } catch (StorageException e) {
      return unreadable(e, isOutOfReach(e));
    } catch (ArchiveException e) {
      return unreadable(e, e.reason() == Reason.MANIFEST);
    }
  }

  private Preparation bringIn(Chain chain) throws IOException {
    sync.manifests(chain.sets());
    sync.signatures(chain.sets());
    var reading = new Parent.Reading();
    var parent = reading.read(chain, cache);
    if (reading.lost().isPresent()) {
      return new Hindered(reading.lost().get());
    }
    if (archive.envelopes().canReadWhatTheyWrite()) {
      compareManifest(chain);
    }
    return new Ready(parent);
  }

  /// Sets that another host or program wrote onto what this host wrote last.
  private void tellOfStrangers(Chain chain) throws IOException {
    var ours = cache.lastWritten();
    if (ours.isPresent() && chain.end().isAfter(ours.get())) {
      listener.notice(
          "The newest backup of this chain, the %s, is not what this host wrote last (at %s): another host or program wrote to this archive since."
              .formatted(chain.last().id(), ours.get()));
    }
  }

  /// Proves that the archive is the one that the cache remembers, and that the key at hand opens
  /// it.
  private void compareManifest(Chain chain) throws IOException {
    try {
      sync.compareManifest(chain.last());
    } catch (StorageException e) {
      if (!isOutOfReach(e)) {
        throw e;
      }
      listener.notice("The newest manifest could not be compared: " + e.getMessage());
    }
  }

  private static <E extends IOException> Hindered unreadable(E failure, boolean helpless) throws E {
    if (!helpless) {
      throw failure;
    }
    return new Hindered(
        "the local cache does not know the newest chain, and it cannot be brought in: "
            + failure.getMessage());
  }

  /// A wrong passphrase or signer is a mistake to be mended; a key that is not here, or a damaged
  /// file, will be so tomorrow too.
  private static boolean canOnlyBeReplaced(EnvelopeException e) {
    return switch (e.reason()) {
      case NO_KEY, DAMAGED -> true;
      case WRONG_PASSPHRASE, NOT_SIGNED, WRONG_SIGNER, UNSUPPORTED -> false;
    };
  }

  /// Hosts that may add but not read, and classes that must be thawed first.
  private static boolean isOutOfReach(StorageException e) {
    return switch (e.reason()) {
      case DENIED, FROZEN -> true;
      case ABSENT, EXISTS, TRANSIENT, MISCONFIGURED, FULL, UNSUPPORTED, FAILED -> false;
    };
  }
}

package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.adoption.Adoption;
import dev.keepwatch.agent.adoption.AdoptionRule;
import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sets that another host's or another program's run has left unfinished, or one of this host
/// before it lost its cache.
final class Strangers {

  private final Archive archive;
  private final ArchiveCache cache;
  private final Path temporary;
  private final BackupListener listener;

  /// What this run has tried to take over.
  private final Set<SetId> tried = new HashSet<>();

  /// @param temporary where spools lie
  Strangers(Archive archive, ArchiveCache cache, Path temporary, BackupListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.temporary = temporary;
    this.listener = listener;
  }

  /// The one that this run may take over. Of others it is told why not.
  Optional<BackupSet> find(Catalog catalog, BackupRequest request, Instant now) throws IOException {
    Optional<BackupSet> found = Optional.empty();
    for (var set : catalog.incomplete()) {
      boolean over = catalog.newestWholeTime().filter(set.time()::isBefore).isPresent();
      if (over || set.signatures().isPresent() || tried.contains(set.id())) {
        continue;
      }
      var obstacle = obstacle(set, catalog, request, now);
      if (obstacle.isEmpty()) {
        found = Optional.of(set);
      } else {
        tell(set, obstacle.get());
      }
    }
    return found;
  }

  private Optional<String> obstacle(
      BackupSet set, Catalog catalog, BackupRequest request, Instant now) throws IOException {
    boolean increment = set.id() instanceof SetId.Incremental;
    if (increment && request.kind() == BackupRequest.Kind.FULL) {
      return Optional.of("a full backup is asked for, and it is an increment");
    }
    var packaging = archive.envelopes().forNewFiles();
    return new AdoptionRule(archive.names(), packaging, ResumeRule.LONGEST_PAUSE)
        .obstacle(set, catalog, cache.peerNotes().tellOf(set.id()), now)
        .or(() -> otherSource(set, catalog, request));
  }

  /// Its volumes do not tell whose they are; duplicity's notes do, or the newest backup.
  private Optional<String> otherSource(BackupSet set, Catalog catalog, BackupRequest request) {
    var manifest = cache.peerNotes().manifest(set.id()).or(() -> newestManifest(catalog));
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    try {
      new SourceMatch(request).check(manifest.get());
      return Optional.empty();
    } catch (ArchiveException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Manifest> newestManifest(Catalog catalog) {
    try {
      var last = catalog.newestChain().map(Chain::last).filter(cache::hasManifestOf);
      return last.isEmpty() ? Optional.empty() : Optional.of(cache.manifest(last.get().id()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void tell(BackupSet set, String why) {
    listener.notice(
        "The %s is not finished, or another host is writing it, and it cannot be continued from here: %s does not know it, and %s. It stays as it is; what is stored of it can go with keepwatch cleanup after a week."
            .formatted(set.id(), cache.directory(), why));
  }

  /// Takes a set over.
  ///
  /// @param parent the chain that it builds on
  /// @throws GivenUpException if it cannot be finished
  JournalState adopt(
      BackupSet set, Optional<Parent> parent, BackupRequest request, String settings, Instant now)
      throws IOException {
    tried.add(set.id());
    Resumption.requireFitting(set.id(), parent);
    listener.notice(
        "The %s was left unfinished by another program, or by a run that %s does not know. What is stored of it is read, so that it can be continued."
            .formatted(set.id(), cache.directory()));
    var form =
        new Adoption.Form(
            settings, request.details().blockLength(), list -> request.manifest(list, 0));
    var before = parent.map(Parent::sets).orElse(List.of());
    try (var spool = Spool.below(temporary)) {
      var state = new Adoption(archive, cache, spool, name -> {}).of(set, before, form, now);
      cache.peerNotes().drop();
      return state;
    } catch (IOException e) {
      if (mayPass(e)) {
        throw e;
      }
      throw new GivenUpException(String.valueOf(e.getMessage()));
    }
  }

  /// Whether it may work another time. All else, be it damage, a key that is not here or a disk
  /// that is too small, must not keep a new backup from being made.
  private static boolean mayPass(IOException failure) {
    return switch (failure) {
      case StorageException storage ->
          switch (storage.reason()) {
            case ABSENT, DENIED, FROZEN -> false;
            default -> true;
          };
      case InterruptedIOException interrupted -> true;
      default -> false;
    };
  }
}

package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Which set a run writes: one that an interrupted run has begun, or a new one.
final class SetChoice {

  /// @param set the set
  /// @param begun how far it is, if it was begun
  /// @param parent what it continues; nothing for a full
  record Chosen(SetId set, Optional<JournalState> begun, Optional<Parent> parent) {}

  private final Resumption resumption;
  private final Strangers strangers;
  private final ParentSearch parents;
  private final Set<SetId> unusable = new HashSet<>();

  SetChoice(
      Archive archive,
      ArchiveCache cache,
      Resumption resumption,
      Strangers strangers,
      BackupListener listener) {
    this.resumption = resumption;
    this.strangers = strangers;
    this.parents = new ParentSearch(archive, cache, listener);
  }

  /// From now on nothing builds on this set: its signatures are damaged in the archive too.
  void exclude(SetId set) {
    unusable.add(set);
  }

  /// @throws ArchiveException if the archive does not allow what was asked for
  /// @throws GivenUpException if what was begun cannot be finished
  Chosen choose(BackupRequest request, Catalog catalog, Instant now) throws IOException {
    if (request.dryRun()) {
      resumption.foretell();
      return beginning(request, catalog, now);
    }
    var begun = resumption.find(catalog, request, now);
    if (begun.isPresent()) {
      var parent = parent(begun.get().set(), request, catalog, now);
      Resumption.requireFitting(begun.get().set(), parent);
      return new Chosen(begun.get().set(), begun, parent);
    }
    var stranger =
        resumption.hasSeenJournal()
            ? Optional.<BackupSet>empty()
            : strangers.find(catalog, request, now);
    return stranger.isPresent()
        ? adopted(stranger.get(), request, catalog, now)
        : beginning(request, catalog, now);
  }

  private Chosen adopted(BackupSet stranger, BackupRequest request, Catalog catalog, Instant now)
      throws IOException {
    var parent = parent(stranger.id(), request, catalog, now);
    String settings = resumption.settings(request);
    var begun = strangers.adopt(stranger, parent, request, settings, now);
    return new Chosen(stranger.id(), Optional.of(begun), parent);
  }

  private Chosen beginning(BackupRequest request, Catalog catalog, Instant now) throws IOException {
    var parent = parent(request, catalog, now);
    return new Chosen(NewSet.id(parent, catalog, now), Optional.empty(), parent);
  }

  /// A full that was begun needs nothing to build on, whatever was asked for.
  private Optional<Parent> parent(SetId begun, BackupRequest request, Catalog catalog, Instant now)
      throws IOException {
    return begun instanceof SetId.Full ? Optional.empty() : parent(request, catalog, now);
  }

  private Optional<Parent> parent(BackupRequest request, Catalog catalog, Instant now)
      throws IOException {
    var parent = parents.find(request, catalog, now, unusable);
    if (parent.isPresent()) {
      new SourceMatch(request).check(parent.get().newest());
    }
    return parent;
  }
}

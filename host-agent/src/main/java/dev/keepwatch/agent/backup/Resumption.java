package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.journal.JournalException;
import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.agent.journal.UnfinishedSet;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Finds what an interrupted run has left, and decides whether this run goes on with it.
final class Resumption {

  private final Archive archive;
  private final ArchiveCache cache;
  private final Path temporary;
  private final BackupListener listener;
  private boolean journalSeen;

  /// @param temporary where spools lie
  Resumption(Archive archive, ArchiveCache cache, Path temporary, BackupListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.temporary = temporary;
    this.listener = listener;
  }

  /// A word that is the same in runs that may continue each other.
  String settings(BackupRequest request) throws IOException {
    String all =
        String.join(
            "\n",
            HexFormat.of().formatHex(request.sourceName()),
            request.hostName(),
            request.selection().identity(),
            request.details().blockLength() + " " + request.details().changedFilesListed(),
            archive.storage().location(),
            archive.envelopes().protection());
    var digest = Digests.sha256();
    digest.update(all.getBytes(StandardCharsets.UTF_8));
    return Digests.hex(digest);
  }

  /// What is to be continued. What is there and is not to be continued is let go, and told.
  Optional<JournalState> find(Catalog catalog, BackupRequest request, Instant now)
      throws IOException {
    Optional<JournalState> state = read();
    if (state.isEmpty()) {
      return state;
    }
    if (catalog.isChained(state.get().set())) {
      letSpoolGo();
      cache.discard(); // A repair has finished it meanwhile.
      return Optional.empty();
    }
    journalSeen = true;
    var obstacle =
        ResumeRule.obstacle(state.get(), catalog, request.kind(), settings(request), now);
    if (obstacle.isPresent()) {
      giveUp(obstacle.get());
      return Optional.empty();
    }
    return state;
  }

  /// The spool of this run: that of the interrupted one, if it is still there.
  Spool spool(Optional<JournalState> begun) throws IOException {
    return begun.isEmpty()
        ? Spool.below(temporary)
        : Spool.goOn(temporary, begun.get().spool(), StoredSoFar.keptFiles(begun.get()));
  }

  /// How far the set is, and what lies ready for it in the spool.
  ///
  /// @param spool of this run
  Progress progress(SetId set, Optional<JournalState> begun, BackupRequest request, Spool spool)
      throws IOException {
    if (begun.isEmpty()) {
      return Progress.none(JournalState.begin(set, settings(request), spool.name()));
    }
    var progress = new StoredSoFar(archive, begun.get(), spool).compare();
    if (progress.state().signatures().isPresent()
        && !Files.exists(cache.unstored().draft(set))
        && !Files.exists(cache.unstored().manifest(set))) {
      throw new GivenUpException("its manifest is lost");
    }
    provePassphrase(progress, request);
    listener.notice(
        "The %s that was interrupted is continued; volumes that are stored already: %d."
            .formatted(set, progress.storedVolumes().size()));
    return progress;
  }

  /// Tells a dry run what a real one would do first.
  void foretell() throws IOException {
    try {
      UnfinishedSet.find(cache.unstored().directory())
          .map(JournalState::set)
          .ifPresent(this::foretell);
    } catch (JournalException e) {
      // A run that is not dry will say so.
    }
  }

  private void foretell(SetId set) {
    listener.notice(
        "The %s was interrupted. A run that is not dry continues it first, if nothing speaks against it."
            .formatted(set));
  }

  /// The journal, ready for what comes.
  UnfinishedSet unfinished(Progress progress) throws IOException {
    var set = progress.state().set();
    return UnfinishedSet.goOn(
        cache.unstored().directory(), cache.unstored().signatures(set), progress.state());
  }

  private Optional<JournalState> read() throws IOException {
    try {
      var state = UnfinishedSet.find(cache.unstored().directory());
      if (state.isEmpty()) {
        cache.discard();
      }
      return state;
    } catch (JournalException e) {
      journalSeen = true;
      listener.warning(
          "An interrupted backup is not continued: " + e.getMessage() + ". A new one is made.");
      cache.discard();
      return Optional.empty();
    }
  }

  /// Whether this run has found a journal: what it tells of is never taken for another program's.
  boolean hasSeenJournal() {
    return journalSeen;
  }

  /// Files of one set under two passphrases could not be restored together. One file that is there
  /// tells, since every run has looked before it added to them.
  private void provePassphrase(Progress progress, BackupRequest request) throws IOException {
    if (!archive.envelopes().sealWithPassphrase() || progress.state().volumes().isEmpty()) {
      return;
    }
    unfinished(progress).close(); // If this fails, the next run finds the files where they are now.
    try {
      if (progress.waiting().isEmpty()) {
        archive.openStored(progress.state().volumes().getLast().file().name());
      } else {
        var volume = progress.waiting().getFirst();
        int number = volume.entry().number();
        archive.prove(progress.state().volumes().get(number - 1).file().name(), volume.file());
      }
    } catch (EnvelopeException e) {
      if (request.kind() == BackupRequest.Kind.FULL) {
        throw new GivenUpException("it cannot be opened with this passphrase");
      }
      throw new EnvelopeException(
          e.reason(),
          e.getMessage()
              + ". It is of a backup that was interrupted, which can only be continued with the"
              + " passphrase that it was begun with; keepwatch full begins a new one",
          e);
    } catch (StorageException e) {
      if (e.reason() != StorageException.Reason.DENIED
          && e.reason() != StorageException.Reason.FROZEN) {
        throw e;
      }
      throw new GivenUpException(
          "it cannot be seen whether it was begun with this passphrase: " + e.getMessage());
    }
  }

  /// @throws GivenUpException if an increment no longer has the chain that it was begun on
  static void requireFitting(SetId set, Optional<Parent> parent) throws GivenUpException {
    if (!fits(set, parent)) {
      throw new GivenUpException("the chain that it was to continue is another one");
    }
  }

  private static boolean fits(SetId set, Optional<Parent> parent) {
    return switch (set) {
      case SetId.Full full -> parent.isEmpty();
      case SetId.Incremental(var from, var to) ->
          parent.map(Parent::end).filter(from::equals).isPresent();
    };
  }

  /// Lets go of what was begun, kept files included, so that the next attempt begins a new set.
  void giveUp(String reason) throws IOException {
    listener.warning(
        "The backup that was interrupted is not continued: %s. A new one is made; what is stored of the old one can go with keepwatch cleanup after a week."
            .formatted(reason));
    letSpoolGo();
    cache.discard();
  }

  private void letSpoolGo() throws IOException {
    try {
      var state = UnfinishedSet.find(cache.unstored().directory());
      if (state.isPresent()) {
        Spool.release(temporary, state.get().spool());
      }
    } catch (JournalException e) {
      // Nobody knows where they are; they go after a week.
    }
  }
}

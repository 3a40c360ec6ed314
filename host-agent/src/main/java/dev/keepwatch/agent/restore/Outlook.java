package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.restore.Survey.Findings;
import dev.keepwatch.agent.signatures.SignatureTree;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Gets the signatures that a [Survey] takes. A restore never depends on them: without them it does
/// not know beforehand, and brings back also what is there.
final class Outlook {

  /// What is fetched only to look ahead is at most this part of what is to be restored.
  private static final int WORTH = 8;

  private final Archive archive;
  private final ArchiveCache cache;
  private final RestoreListener listener;
  private final Spool spool;

  Outlook(Archive archive, ArchiveCache cache, RestoreListener listener, Spool spool) {
    this.archive = archive;
    this.cache = cache;
    this.listener = listener;
    this.spool = spool;
  }

  /// @return nothing if the signatures cannot be had, or are not worth it
  /// @throws TargetException what the survey finds wrong with the request
  Optional<Findings> look(RestoreRequest request, Path target, HistoryPlan plan)
      throws IOException {
    var sets = plan.sets().stream().map(HistoryPlan.Part::set).toList();
    boolean needed = request.resume() || !request.renames().isEmpty();
    if (!needed && (!request.checkRoom() || !isWorth(sets, plan))) {
      return Optional.empty();
    }
    try {
      new CacheSync(archive, cache, listener::notice).signatures(sets);
      try (var signatures = SignatureTree.of(sets, set -> cache.signatures(set.id()))) {
        return Optional.of(new Survey(request, target, plan).look(signatures, standing()));
      }
    } catch (TargetException e) {
      throw e;
    } catch (IOException e) {
      listener.notice(
          "What is restored is not known beforehand, since the signatures cannot be read: %s. %s"
              .formatted(
                  Refusal.words(e),
                  request.resume()
                      ? "Everything is brought back again."
                      : "Whether there is room for it is not checked."));
      return Optional.empty();
    }
  }

  /// What was found there.
  PathSequence<StandingEntries.Entry> standing(RestoreRequest request, HistoryPlan plan)
      throws IOException {
    var sets = plan.sets().stream().map(HistoryPlan.Part::set).toList();
    return new StandingEntries(
        SignatureTree.of(sets, set -> cache.signatures(set.id())), request.path(), standing());
  }

  private Path standing() {
    return spool.file("standing");
  }

  private boolean isWorth(List<BackupSet> sets, HistoryPlan plan) {
    long cost =
        sets.stream()
            .filter(set -> !cache.hasSignaturesOf(set))
            .mapToLong(set -> set.signatures().map(StoredFile::sizeBytes).orElse(0L))
            .sum();
    return cost <= Room.planned(plan) / WORTH;
  }
}

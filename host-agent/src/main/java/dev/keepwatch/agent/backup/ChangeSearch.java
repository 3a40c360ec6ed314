package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.agent.delta.ChangeSequence;
import dev.keepwatch.agent.signatures.SignatureTree;
import dev.keepwatch.agent.source.SourceTree;
import dev.keepwatch.agent.volume.ChangeTally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// Looks for what has changed since a backup.
///
/// @param archive is left out of the source, if it lies there
/// @param cache has the signatures, and is left out likewise
record ChangeSearch(Archive archive, ArchiveCache cache) {

  /// @param parent what remembers the tree; nothing for a full
  /// @param problems is told what cannot be looked at
  ChangeSequence between(
      BackupRequest request, Optional<Parent> parent, Instant started, CountingListener problems)
      throws IOException {
    var sets = parent.map(Parent::sets).orElse(List.of());
    var source = new SourceTree(request.source(), request.selection(), problems, ours());
    var then = SignatureTree.of(sets, set -> cache.signatures(set.id()));
    return new ChangeSequence(source, then, uncertain(parent, started));
  }

  private List<Path> ours() {
    return Stream.concat(Stream.of(cache.directory()), archive.storage().directory().stream())
        .toList();
  }

  /// Times that a file may have had when the newest backup read it and kept when it changed right
  /// after. Those in the future tell nothing: a change would have replaced them.
  private static LongPredicate uncertain(Optional<Parent> parent, Instant started) {
    return parent
        .<LongPredicate>map(then ->
            second -> second >= then.end().epochSecond() && second <= started.getEpochSecond())
        .orElse(second -> false);
  }

  /// Only counts, for a dry run.
  ChangeTally count(ChangeSequence changes, BackupListener listener) throws IOException {
    var tally = new ChangeTally();
    for (Change change = changes.next(); change != null; change = changes.next()) {
      tally.count(change);
      listener.progress(change, tally.sourceFileSize());
    }
    return tally;
  }
}

package dev.keepwatch.agent.adoption;

import dev.keepwatch.agent.history.ChangedFiles;
import dev.keepwatch.agent.history.EntrySums;
import dev.keepwatch.agent.history.NewestSetTree;
import dev.keepwatch.agent.volume.ChangeTally;
import java.io.IOException;

/// Writes down what an unfinished set holds: sums, list of changed files, numbers.
///
/// @param sums takes the sums
/// @param list takes the names
/// @param tally takes the numbers; of entries that had not changed nothing is known
record StoredEntries(EntrySums sums, ChangedFiles list, ChangeTally tally) {

  /// @param tree what the set holds
  /// @param volumes what is only begun in these is left out
  void write(NewestSetTree tree, StoredVolumes volumes) throws IOException {
    for (var entry = tree.next(); entry != null; entry = tree.next()) {
      if (!volumes.isBegun(entry.path())) {
        write(entry);
      }
    }
  }

  private void write(NewestSetTree.Entry entry) throws IOException {
    long size = sums.write(entry);
    list.entry(entry.held().kind(), entry.held().metadata(), entry.path());
    switch (entry.held().kind()) {
      case SNAPSHOT -> tally.stored(size);
      case DIFF -> tally.differs(size);
      case DELETED -> tally.gone();
    }
  }
}

package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The files that a verification reads, by name.
///
/// @param sets the sets of the asked state
/// @param path what of it
record Needs(List<BackupSet> sets, ArchivePath path) {

  Needs {
    sets = List.copyOf(sets);
  }

  /// What tells which volumes are needed. It is read even where the cache has it.
  List<String> manifests() {
    return sets.stream().flatMap(set -> set.manifest().stream()).map(StoredFile::name).toList();
  }

  /// Everything else.
  ///
  /// @param known the sets whose manifest can be used; of others every volume is read
  List<String> rest(List<BackupSet> known, HistoryPlan.Manifests manifests) throws IOException {
    var names = new ArrayList<String>();
    for (var set : sets) {
      if (path.isRoot()) {
        set.signatures().map(StoredFile::name).ifPresent(names::add);
      }
      if (known.contains(set)) {
        manifests.of(set).volumes().stream()
            .filter(volume -> volume.mayHold(path))
            .forEach(volume -> set.volumeName(volume.number()).ifPresent(names::add));
      } else {
        for (int number = 1; number <= set.highestVolume(); number++) {
          set.volumeName(number).ifPresent(names::add);
        }
      }
    }
    return names;
  }
}

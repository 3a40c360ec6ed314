package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Defect;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The sets that the asked state consists of.
///
/// @param sets oldest first
/// @param usable whether a restore would take them; else they are those of an older state, which is
///   proved and not compared
record AskedState(List<BackupSet> sets, boolean usable) {

  AskedState {
    sets = List.copyOf(sets);
  }

  /// Finds the sets, and tells what names say of all others.
  ///
  /// @throws ArchiveException if there is no backup of that time; what is wrong has been told then
  static AskedState of(
      Catalog catalog, VerifyRequest request, Damages damages, VerifyListener listener)
      throws IOException {
    try {
      var sets = HistoryPlan.setsAt(catalog, request.time());
      tell(catalog, sets, request, listener);
      return new AskedState(sets, true);
    } catch (ArchiveException e) {
      var older = catalog.chainAt(request.time()).map(chain -> chain.setsUpTo(request.time()));
      tell(catalog, older.orElse(List.of()), request, listener);
      if (e.reason() != Reason.MANIFEST || older.isEmpty()) {
        throw e;
      }
      damages.note(e);
      return new AskedState(older.get(), false);
    }
  }

  /// What lacks in the sets themselves is found when they are read; unless only a part of them is.
  private static void tell(
      Catalog catalog, List<BackupSet> sets, VerifyRequest request, VerifyListener listener) {
    Set<SetId> read =
        request.path().isRoot()
            ? sets.stream().map(BackupSet::id).collect(Collectors.toSet())
            : new HashSet<>();
    for (Defect defect : catalog.defects()) {
      if (!read.contains(defect.set()) || defect instanceof Defect.Ambiguous) {
        listener.warning("In the archive: " + defect + ".");
      }
    }
  }
}

package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.history.BackedUpTree;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.history.VolumeSource;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One verification, from the listing to the last entry.
///
/// Each volume is brought in once. One that is damaged is told and passed over, with what it could
/// have held; the comparison goes on behind it.
public final class VerifyJob {

  private final Archive archive;
  private final ArchiveCache cache;
  private final Path temporary;
  private final VerifyListener listener;
  private final Damages damages;
  private final LostRanges lost = new LostRanges();

  /// Volumes that were opened or found damaged. Those of a set come in order.
  private final Map<SetId, Integer> opened = new HashMap<>();

  /// @param temporary where the spool may lie
  public VerifyJob(Archive archive, ArchiveCache cache, Path temporary, VerifyListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.temporary = temporary;
    this.listener = listener;
    this.damages = new Damages(listener);
  }

  /// Verifies.
  ///
  /// @throws ArchiveException if there is no backup of that time, or the path is not in it
  /// @throws IOException if something keeps us from looking; damage is told, and stands in the
  ///   result
  public VerifyResult run(VerifyRequest request) throws IOException {
    var catalog = archive.catalog();
    cache.settle(catalog);
    var sets = HistoryPlan.setsAt(catalog, request.time());
    var stateOf = sets.getLast().time();
    tellOfUnusedSets(catalog, stateOf, request);
    var known = withManifest(sets);
    if (request.path().isRoot()) {
      proveSignatures(sets);
    }
    var plan = HistoryPlan.unchecked(known, request.path(), set -> cache.manifest(set.id()));
    try (var spool = Spool.below(temporary)) {
      var source = new VolumeSource(archive, spool, this::fetched, this::lost);
      var trees = new TreeComparison(request, new DataComparison(spool), lost, damages, listener);
      boolean complete = known.size() == sets.size() && compare(trees, plan, source);
      if (!complete) {
        proveRest(plan, source);
      }
      return result(stateOf, trees, complete, request);
    }
  }

  private VerifyResult result(
      BackupTime stateOf, TreeComparison trees, boolean complete, VerifyRequest request)
      throws ArchiveException {
    if (complete && damages.count() == 0 && trees.backedUp() == 0) {
      throw new ArchiveException(
          Reason.NO_SUCH_PATH,
          "'%s' is not in the backup of %s".formatted(request.path(), stateOf));
    }
    return new VerifyResult(
        stateOf,
        trees.compared(),
        trees.differences(),
        trees.unreadable(),
        damages.count(),
        damages.first(),
        complete);
  }

  /// The sets whose manifest can be used, be it the cache's. Those of the archive are read.
  private List<BackupSet> withManifest(List<BackupSet> sets) throws IOException {
    var sync = new CacheSync(archive, cache, listener::notice);
    var known = new ArrayList<BackupSet>();
    for (var set : sets) {
      try {
        sync.proveManifest(set);
      } catch (IOException e) {
        damages.note(e);
      }
      if (cache.hasManifestOf(set) && isUnderstood(set)) {
        known.add(set);
      }
    }
    return known;
  }

  private boolean isUnderstood(BackupSet set) throws IOException {
    try {
      int listed = cache.manifest(set.id()).volumes().size();
      if (set.highestVolume() > listed) {
        damages.note(unlisted(set, listed));
      }
      return true;
    } catch (IOException e) {
      damages.note(e);
      return false;
    }
  }

  /// A manifest that was cut off between two volumes looks sound; what it leaves out would be
  /// missed by nobody.
  private static ArchiveException unlisted(BackupSet set, int listed) {
    return new ArchiveException(
        Reason.MANIFEST,
        "the %s has %d volumes, and its manifest knows only %d: what the others hold cannot be restored"
            .formatted(set.id(), set.highestVolume(), listed));
  }

  private void proveSignatures(List<BackupSet> sets) throws IOException {
    var sync = new CacheSync(archive, cache, listener::notice);
    for (var set : sets) {
      try {
        sync.proveSignatures(set);
      } catch (IOException e) {
        damages.note(e);
      }
    }
  }

  private boolean compare(TreeComparison trees, HistoryPlan plan, VolumeSource source)
      throws IOException {
    try {
      trees.run(new BackedUpTree(plan, source));
      return true;
    } catch (IOException e) {
      damages.note(e);
      return false;
    }
  }

  /// The volumes that the comparison did not come to.
  private void proveRest(HistoryPlan plan, VolumeSource source) throws IOException {
    for (var part : plan.sets()) {
      int done = opened.getOrDefault(part.set().id(), 0);
      for (var volume : part.volumes().subList(done, part.volumes().size())) {
        source.prove(part.set(), volume);
      }
    }
  }

  private void fetched(String volumeName) {
    archive
        .names()
        .parse(volumeName)
        .map(ArchiveName::set)
        .ifPresent(set -> opened.merge(set, 1, Integer::sum));
    listener.fetched(volumeName);
  }

  private void lost(BackupSet set, VolumeEntry volume, IOException why) throws IOException {
    damages.note(why);
    lost.add(volume);
    opened.merge(set.id(), 1, Integer::sum);
  }

  /// Sets that are newer than what is verified, and not after the time that was asked for.
  private void tellOfUnusedSets(Catalog catalog, BackupTime newest, VerifyRequest request) {
    for (var set : catalog.incomplete()) {
      if (set.time().isAfter(newest) && !set.time().instant().isAfter(request.time())) {
        listener.warning(
            "The %s has no manifest and cannot be used; the newest state before it is verified, that of %s."
                .formatted(set.id(), newest));
      }
    }
  }
}

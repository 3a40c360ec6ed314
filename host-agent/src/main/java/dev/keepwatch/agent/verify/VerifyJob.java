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
import dev.keepwatch.agent.thaw.FrozenException;
import dev.keepwatch.agent.thaw.FrozenFiles;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
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
  private final FrozenFiles frozen;
  private final Damages damages;
  private final LostRanges lost = new LostRanges();
  private boolean belongTogether = true;

  /// Volumes that were opened or found damaged. Those of a set come in order.
  private final Map<SetId, Integer> opened = new HashMap<>();

  /// One that ends if files have to be thawed.
  ///
  /// @param temporary where the spool may lie
  public VerifyJob(Archive archive, ArchiveCache cache, Path temporary, VerifyListener listener) {
    this(archive, cache, temporary, listener, FrozenFiles.of(archive.storage()));
  }

  /// @param frozen sees that what is needed can be read
  public VerifyJob(
      Archive archive,
      ArchiveCache cache,
      Path temporary,
      VerifyListener listener,
      FrozenFiles frozen) {
    this.archive = archive;
    this.cache = cache;
    this.temporary = temporary;
    this.listener = listener;
    this.frozen = frozen;
    this.damages = new Damages(listener);
  }

  /// Verifies.
  ///
  /// @throws ArchiveException if there is no backup of that time, or the path is not in it
  /// @throws FrozenException if files have to be thawed first
  /// @throws IOException if something keeps us from looking; damage is told, and stands in the
  ///   result
  public VerifyResult run(VerifyRequest request) throws IOException {
    var catalog = archive.catalog();
    cache.settle(catalog);
    var state = AskedState.of(catalog, request, damages, listener);
    var sets = state.sets();
    var stateOf = sets.getLast().time();
    var needs = new Needs(sets, request.path());
    frozen.requireContents(needs.manifests());
    var known = withManifest(sets);
    frozen.requireAll(needs.rest(known, set -> cache.manifest(set.id())));
    if (request.path().isRoot()) {
      proveSignatures(sets, known);
    }
    var plan = plan(known, request);
    try (var spool = Spool.below(temporary)) {
      var source = new VolumeSource(archive, spool, this::fetched, this::lost);
      var trees = new TreeComparison(request, new DataComparison(spool), lost, damages, listener);
      boolean comparable = state.usable() && belongTogether && known.size() == sets.size();
      boolean complete = comparable && compare(trees, plan, source);
      if (!complete) {
        proveRest(plan, source);
        proveUnlisted(sets, known, spool);
      }
      return result(stateOf, trees, complete, request);
    }
  }

  /// Sets that do not belong together are proved each by itself.
  private HistoryPlan plan(List<BackupSet> known, VerifyRequest request) throws IOException {
    try {
      return HistoryPlan.unchecked(known, request.path(), set -> cache.manifest(set.id()));
    } catch (ArchiveException e) {
      damages.note(e);
      belongTogether = false;
    }
    var parts = new ArrayList<HistoryPlan.Part>();
    for (var set : known) {
      parts.add(new HistoryPlan.Part(set, cache.manifest(set.id()).volumes()));
    }
    return new HistoryPlan(request.path(), parts);
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

  /// Where there is no manifest that could speak of them, they are only read to their end.
  private void proveSignatures(List<BackupSet> sets, List<BackupSet> known) throws IOException {
    var sync = new CacheSync(archive, cache, listener::notice);
    for (var set : sets) {
      try {
        if (known.contains(set) || set.signatures().isEmpty()) {
          sync.proveSignatures(set);
        } else {
          archive.read(set.signatures().get(), OutputStream.nullOutputStream());
        }
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

  /// The volumes of sets without a manifest that could be used: whether they are those that were
  /// stored nobody knows, but what is broken in itself is found.
  private void proveUnlisted(List<BackupSet> sets, List<BackupSet> known, Spool spool)
      throws IOException {
    for (var set : sets) {
      for (int number = 1; !known.contains(set) && number <= set.highestVolume(); number++) {
        proveUnlisted(set, number, spool.file("unlisted"));
      }
    }
  }

  private void proveUnlisted(BackupSet set, int number, Path file) throws IOException {
    if (!set.hasVolume(number)) {
      damages.note(
          new ArchiveException(
              Reason.DAMAGED, "volume %d of the %s is not there".formatted(number, set.id())));
      return;
    }
    String name = set.volumeName(number).orElseThrow();
    try {
      archive.fetchUnknown(name, file);
      listener.fetched(name);
    } catch (IOException e) {
      damages.note(e);
    } finally {
      Files.deleteIfExists(file);
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
}

package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Damage;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.signatures.SignatureDamageException;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.SetId;
import dev.keepwatch.format.repair.Repair;
import dev.keepwatch.format.repair.Repair.Part;
import dev.keepwatch.format.repair.RepairPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One repair, from the listing to the last file that is back.
///
/// Nothing is deleted and nothing overwritten. What turns out to be damaged is told and passed
/// over, with what builds on it.
public final class RepairJob {

  private final Archive archive;
  private final ArchiveCache cache;
  private final Path temporary;
  private final RepairListener listener;
  private final List<Repair> repaired = new ArrayList<>();
  private final List<RepairResult.Failed> failed = new ArrayList<>();

  /// Sets that still lack their manifest.
  private final Set<SetId> without = new HashSet<>();

  /// @param cache keeps other runs on this host away, and may still have what the archive has lost
  /// @param temporary where the spool may lie
  public RepairJob(Archive archive, ArchiveCache cache, Path temporary, RepairListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.temporary = temporary;
    this.listener = listener;
  }

  /// Tells what can be repaired, and does it if that is asked for.
  ///
  /// @throws IOException if something keeps us from looking (no key, no network); damage is told,
  ///   and stands in the result
  public RepairResult run(RepairRequest request) throws IOException {
    var catalog = archive.catalog();
    cache.settle(catalog);
    var plan = RepairPlan.of(catalog);
    listener.planned(plan);
    if (request.write() && !plan.isEmpty()) {
      try (var spool = Spool.below(temporary)) {
        for (var repair : plan.repairs()) {
          attempt(repair, request, catalog, spool);
        }
      }
    }
    return new RepairResult(plan, repaired, failed);
  }

  private void attempt(Repair repair, RepairRequest request, Catalog catalog, Spool spool)
      throws IOException {
    try {
      requireFooting(repair);
      String name = repair(repair, request, catalog, spool);
      repaired.add(repair);
      listener.repaired(repair, name);
    } catch (IOException e) {
      if (!Damage.is(e) && !(e instanceof SignatureDamageException)) {
        throw e;
      }
      if (repair.part() == Part.MANIFEST) {
        without.add(repair.set().id());
      }
      failed.add(new RepairResult.Failed(repair, e));
      listener.failed(repair, e);
    }
  }

  private void requireFooting(Repair repair) throws ArchiveException {
    for (BackupSet set : repair.before()) {
      if (without.contains(set.id())) {
        throw new ArchiveException(
            Reason.MANIFEST,
            "it builds on the %s, whose manifest could not be rebuilt".formatted(set.id()));
      }
    }
  }

  private String repair(Repair repair, RepairRequest request, Catalog catalog, Spool spool)
      throws IOException {
    var files = new RebuiltFiles(archive, repair.set(), spool);
    files.requireProtection();
    return switch (repair.part()) {
      case MANIFEST -> {
        var names = new SourceNames(archive, cache, listener, request);
        yield new ManifestRepair(archive, cache, spool, listener, files)
            .run(repair, () -> names.find(repair, catalog));
      }
      case SIGNATURES ->
          new SignatureRepair(archive, cache, spool, listener, files)
              .run(repair, request.blockLength());
    };
  }
}

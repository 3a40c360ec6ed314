package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.agent.delta.ChangeSequence;
import dev.keepwatch.agent.signatures.SignatureDamageException;
import dev.keepwatch.agent.signatures.SignatureTree;
import dev.keepwatch.agent.source.SourceTree;
import dev.keepwatch.agent.volume.ChangeTally;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// One backup run, from the listing to the statistics.
public final class BackupJob {

  /// How far the clock may stand before the newest backup; two runs within one second are no clock
  /// gone wrong.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  private final Archive archive;
  private final ArchiveCache cache;
  private final Path temporary;
  private final InstantSource clock;
  private final BackupListener listener;

  /// @param temporary where the spool may lie
  public BackupJob(
      Archive archive,
      ArchiveCache cache,
      Path temporary,
      InstantSource clock,
      BackupListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.temporary = temporary;
    this.clock = clock;
    this.listener = listener;
  }

  /// Backs up.
  ///
  /// @throws ArchiveException if the archive does not allow what was asked for
  public BackupResult run(BackupRequest request) throws IOException {
    var fetchedAgain = new HashSet<SetId>();
    var unusable = new HashSet<SetId>();
    while (true) {
      try {
        return attempt(request, unusable);
      } catch (SignatureDamageException e) {
        listener.warning(
            "This run begins anew, since " + e.getMessage() + ". They are fetched again.");
        cache.dropSignatures(e.set());
        if (!fetchedAgain.add(e.set())) {
          unusable.add(e.set());
        }
      }
    }
  }

  private BackupResult attempt(BackupRequest request, Set<SetId> unusable) throws IOException {
    Instant started = clock.instant();
    var catalog = archive.catalogBeforeWriting();
    cache.settle(catalog);
    var parent =
        new ParentSearch(archive, cache, listener).find(request, catalog, started, unusable);
    if (parent.isPresent()) {
      new SourceMatch(request).check(cache.manifest(parent.get().last().id()));
    }
    var set = setId(parent, timeAfter(catalog, started));
    var counting = new CountingListener(listener);
    var previousFull = catalog.newestChain().map(Chain::start);
    try (var changes = changes(request, parent, started, counting)) {
      if (request.dryRun()) {
        var tally = new DryRun().count(changes, counting);
        counting.tellPassedOver();
        return result(set, previousFull, started, tally, 0, 0, 0, counting, false);
      }
      int increments = parent.map(chain -> chain.increments().size()).orElse(0);
      var digest = cache.digest(parent.map(Chain::sets).orElse(List.of()));
      var result =
          write(request, set, digest, previousFull, increments, started, changes, counting);
      counting.tellPassedOver();
      new CacheSync(archive, cache, listener::notice).forgetRemoved(catalog);
      return result;
    }
  }

  private BackupResult write(
      BackupRequest request,
      SetId set,
      Optional<String> parentDigest,
      Optional<BackupTime> previousFull,
      int increments,
      Instant started,
      ChangeSequence changes,
      CountingListener counting)
      throws IOException {
    try (var spool = Spool.below(temporary)) {
      checkSpace(spool, request.volumeSizeBytes());
      SetWriter.Statistics statistics =
          written ->
              new StatisticsText(
                      result(set, previousFull, started, written, counting),
                      place(request),
                      increments)
                  .toString();
      var written =
          new SetWriter(archive, cache, set, parentDigest, request, counting)
              .write(changes, spool, statistics);
      return result(set, previousFull, started, written, counting);
    }
  }

  private StatisticsText.Place place(BackupRequest request) {
    String source = new String(request.sourceName(), StandardCharsets.UTF_8);
    return new StatisticsText.Place(source, archive.storage().location());
  }

  private BackupResult result(
      SetId set,
      Optional<BackupTime> previousFull,
      Instant started,
      SetWriter.Written written,
      CountingListener counting) {
    return result(
        set,
        previousFull,
        started,
        written.packer().tally(),
        written.packer().memberBytes(),
        written.storedBytes(),
        written.volumes(),
        counting,
        written.isSkipped());
  }

  private BackupResult result(
      SetId set,
      Optional<BackupTime> previousFull,
      Instant started,
      ChangeTally tally,
      long memberBytes,
      long storedBytes,
      int volumes,
      CountingListener counting,
      boolean skipped) {
    return new BackupResult(
        set,
        previousFull,
        started,
        clock.instant(),
        tally,
        memberBytes,
        storedBytes,
        volumes,
        counting.errors(),
        skipped);
  }

  private List<Path> ours() {
    return Stream.concat(Stream.of(cache.directory()), archive.storage().directory().stream())
        .toList();
  }

  private ChangeSequence changes(
      BackupRequest request, Optional<Chain> parent, Instant started, CountingListener problems)
      throws IOException {
    var sets = parent.map(Chain::sets).orElse(List.of());
    var source = new SourceTree(request.source(), request.selection(), problems, ours());
    var then = SignatureTree.of(sets, set -> cache.signatures(set.id()));
    return new ChangeSequence(source, then, uncertain(parent, started));
  }

  /// Times that a file may have had when the newest backup read it and kept when it changed right
  /// after. Those in the future tell nothing: a change would have replaced them.
  private static LongPredicate uncertain(Optional<Chain> parent, Instant started) {
    return parent
        .<LongPredicate>map(chain ->
            second -> second >= chain.end().epochSecond() && second <= started.getEpochSecond())
        .orElse(second -> false);
  }

  /// A time after that of every set that is there, whole or not: no name is ever used twice.
  private BackupTime timeAfter(Catalog catalog, Instant now) throws ArchiveException {
    var newest = catalog.newestTime();
    var time = BackupTime.at(now);
    if (newest.isEmpty() || newest.get().isBefore(time)) {
      return time;
    }
    if (newest.get().instant().isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw new ArchiveException(
          Reason.CLOCK,
          "the newest backup is of %s, and the clock of this host says %s: set the clock right"
              .formatted(newest.get().instant(), time.instant()));
    }
    return new BackupTime(newest.get().epochSecond() + 1);
  }

  private static SetId setId(Optional<Chain> parent, BackupTime time) {
    return parent
        .<SetId>map(chain -> new SetId.Incremental(chain.end(), time))
        .orElseGet(() -> new SetId.Full(time));
  }

  private static void checkSpace(Spool spool, long volumeSize) throws IOException {
    int volumes = SetWriter.UPLOADS_IN_FLIGHT + 1;
    long free = spool.freeBytes();
    if (free / volumes < volumeSize) {
      throw new ArchiveException(
          Reason.NO_SPACE,
          "%s has room for %d MB, and up to %d volumes of %d MB are needed for temporary files: point TMPDIR (or --tempdir) elsewhere, or make volumes smaller (--volsize)"
              .formatted(spool.directory().getParent(), free >> 20, volumes, volumeSize >> 20));
    }
  }

  /// Only looks.
  private static final class DryRun {
    ChangeTally count(ChangeSequence changes, BackupListener listener) throws IOException {
      var tally = new ChangeTally();
      for (Change change = changes.next(); change != null; change = changes.next()) {
        tally.count(change);
        listener.progress(change, tally.sourceFileSize());
      }
      return tally;
    }
  }
}

package dev.keepwatch.agent.engine;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.backup.BackupJob;
import dev.keepwatch.agent.backup.BackupListener;
import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.backup.BackupResult;
import dev.keepwatch.agent.backup.SetDetails;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.GzipEnvelope;
import dev.keepwatch.agent.envelope.PlainEnvelope;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.repair.RepairJob;
import dev.keepwatch.agent.repair.RepairListener;
import dev.keepwatch.agent.repair.RepairRequest;
import dev.keepwatch.agent.repair.RepairResult;
import dev.keepwatch.agent.restore.RestoreJob;
import dev.keepwatch.agent.restore.RestoreListener;
import dev.keepwatch.agent.restore.RestoreRequest;
import dev.keepwatch.agent.restore.RestoreResult;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.repair.Repair;
import dev.keepwatch.format.repair.RepairPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The engine put together for tests: an archive in a storage, a cache, a clock that stands, and
/// ears that remember.
public final class Bench implements AutoCloseable {

  public static final Instant T0 = Instant.ofEpochSecond(1_700_000_000L);

  public final List<String> heard = new ArrayList<>();
  public Instant now = T0;
  public long volumeSize = 1 << 20;
  public int uploadsInFlight = BackupRequest.USUAL_UPLOADS;
  public Selection selection = Selection.all();
  public NamingScheme names = NamingScheme.standard();
  public Envelopes envelopes;
  public Storage storage;
  public BackupRequest.Kind kind = BackupRequest.Kind.EITHER;
  public Optional<Duration> fullIfOlderThan = Optional.empty();
  public boolean dryRun;

  /// Whether restores go on with interrupted ones.
  public boolean resume;

  public boolean allowSourceMismatch;

  /// What happens while a backup is under way, whenever it has come to another entry.
  public Runnable underWay = () -> {};

  private final DeflatePool pool = new DeflatePool(2);
  private final Path home;

  /// @param home for cache and temporary files
  public Bench(Path home, Path archive) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("tmp"));
    this.storage = new FileStorage(archive);
    this.envelopes = unencrypted(Packaging.GZIP);
  }

  public DeflatePool pool() {
    return pool;
  }

  /// No encryption, compressed or not.
  public Envelopes unencrypted(Packaging packaging) {
    return envelopes(packaging, new PlainEnvelope());
  }

  /// Encrypted by `openPgp`.
  public Envelopes encrypted(Envelope openPgp) {
    return envelopes(Packaging.OPENPGP, openPgp);
  }

  private Envelopes envelopes(Packaging forNew, Envelope openPgp) {
    return new Envelopes() {
      @Override
      public Envelope of(Packaging packaging) {
        return switch (packaging) {
          case PLAIN -> new PlainEnvelope();
          case GZIP -> new GzipEnvelope(pool);
          case OPENPGP -> openPgp;
        };
      }

      @Override
      public Packaging forNewFiles() {
        return forNew;
      }

      @Override
      public boolean canReadWhatTheyWrite() {
        return forNew != Packaging.OPENPGP;
      }
    };
  }

  public Archive archive() {
    return new Archive(storage, names, envelopes);
  }

  public Path cacheDirectory() {
    return home.resolve("cache");
  }

  public BackupResult backup(Path source) throws IOException {
    return backup(source, source);
  }

  /// @param nameInManifest what the manifest shall say where the source lies
  public BackupResult backup(Path source, Path nameInManifest) throws IOException {
    var request =
        new BackupRequest(
            kind,
            source,
            PathBytes.of(nameInManifest),
            "fixture-host",
            selection,
            fullIfOlderThan,
            volumeSize,
            uploadsInFlight,
            allowSourceMismatch,
            SetDetails.USUAL,
            dryRun);
    try (var cache = ArchiveCache.open(cacheDirectory(), names)) {
      return new BackupJob(archive(), cache, home.resolve("tmp"), () -> now, new Ears())
          .run(request);
    }
  }

  public RestoreResult restore(Path target, Instant time) throws IOException {
    return restore(target, time, "");
  }

  public RestoreResult restore(Path target, Instant time, String path) throws IOException {
    var request =
        new RestoreRequest(
            ArchivePath.of(path),
            time,
            target,
            RestoreRequest.Ownership.BY_NUMBER,
            false,
            resume,
            true,
            List.of(),
            false,
            false);
    try (var cache = ArchiveCache.open(cacheDirectory(), names)) {
      return new RestoreJob(archive(), cache, home.resolve("tmp"), new Ears()).run(request);
    }
  }

  /// Repairs all that can be, with what the cache has; or only says what could be.
  public RepairResult repair(RepairRequest request) throws IOException {
    try (var cache = ArchiveCache.open(cacheDirectory(), names)) {
      return new RepairJob(archive(), cache, home.resolve("tmp"), new Ears()).run(request);
    }
  }

  @Override
  public void close() {
    storage.close();
    pool.close();
  }

  private final class Ears implements BackupListener, RestoreListener, RepairListener {
    @Override
    public void notice(String text) {
      heard.add("notice: " + text);
    }

    @Override
    public void warning(String text) {
      heard.add("warning: " + text);
    }

    @Override
    public void progress(Change change, long sourceBytes) {
      underWay.run();
    }

    @Override
    public synchronized void stored(String name, long sizeBytes) {
      heard.add("stored: " + name);
    }

    @Override
    public void unreadable(ArchivePath path, String reason) {
      heard.add("unreadable: " + path + ": " + reason);
    }

    @Override
    public void skipped(ArchivePath path, String reason) {
      heard.add("skipped: " + path + ": " + reason);
    }

    @Override
    public void fetched(String volumeName) {
      heard.add("fetched: " + volumeName);
    }

    @Override
    public void restored(ArchivePath path) {}

    @Override
    public void kept(ArchivePath path) {}

    @Override
    public void planned(RepairPlan plan) {
      plan.hopeless().forEach(one -> heard.add("hopeless: " + one));
    }

    @Override
    public void read(String volumeName) {
      heard.add("read: " + volumeName);
    }

    @Override
    public void repaired(Repair repair, String fileName) {
      heard.add("repaired: " + fileName);
    }

    @Override
    public void failed(Repair repair, IOException why) {
      heard.add("failed: " + repair + ": " + why.getMessage());
    }

    @Override
    public void failed(ArchivePath path, String reason) {
      heard.add("failed: " + path + ": " + reason);
    }
  }
}

package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.engine.WatchedStorage.Trouble;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.openpgp.KeyFile;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpEnvelope;
import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts whose cache is gone, old or of another archive, with and without a key.
class LostCacheTest {

  /// One kind of OpenPGP for all files, readable or not.
  private record Sealed(Envelope openPgp, boolean canReadWhatTheyWrite) implements Envelopes {
    @Override
    public Envelope of(Packaging packaging) {
      return openPgp;
    }

    @Override
    public Packaging forNewFiles() {
      return Packaging.OPENPGP;
    }
  }

  @TempDir Path home;
  private Bench bench;
  private WatchedStorage storage;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    Path archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    storage = new WatchedStorage(new FileStorage(archive));
    bench.storage = storage;
    source = new SmallTree(home.resolve("source")).file("a", "one").file("d/b", "two");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private SetId backup() throws IOException {
    bench.now = bench.now.plusSeconds(60);
    return bench.backup(source.root()).set();
  }

  private void loseCache() throws IOException {
    new SmallTree(bench.cacheDirectory()).remove("");
  }

  private Sealed withPublicKeyOnly() throws IOException {
    var keys = KeyFile.read(Fixtures.ROOT.resolve("keys/rsa.pub.asc"));
    String name = Files.readString(Fixtures.ROOT.resolve("keys/rsa.fpr")).strip();
    return new Sealed(
        OpenPgpEnvelope.with(bench.pool()).recipient(keys.require(name)).build(), false);
  }

  private Sealed withPassphrase(String passphrase) throws IOException {
    return new Sealed(
        OpenPgpEnvelope.with(bench.pool()).symmetric(Passphrase.of(passphrase)).build(), true);
  }

  @Test
  void a_lost_cache_is_brought_in_again_where_the_archive_can_be_read() throws IOException {
    var full = backup();
    loseCache();
    source.file("a", "changed");

    var next = backup();

    assertThat(next).isEqualTo(new SetId.Incremental(full.time(), next.time()));
    bench.restore(home.resolve("restored"), bench.now);
    assertThat(TreeListing.of(home.resolve("restored"))).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void without_a_private_key_increments_come_from_the_cache_alone() throws IOException {
    bench.envelopes = withPublicKeyOnly();
    backup();
    source.file("a", "changed");

    assertThat(backup()).isInstanceOf(SetId.Incremental.class);
    assertThat(storage.read).isEmpty();
  }

  @Test
  void without_cache_and_private_key_a_full_is_made_and_said_loudly() throws IOException {
    bench.envelopes = withPublicKeyOnly();
    backup();
    loseCache();

    assertThat(backup()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard)
        .anyMatch(line -> line.startsWith("warning: A full backup is made, not an increment"));
  }

  @Test
  void without_cache_and_private_key_an_explicit_increment_is_refused() throws IOException {
    bench.envelopes = withPublicKeyOnly();
    backup();
    loseCache();
    int files = storage.written.size();
    bench.kind = BackupRequest.Kind.INCREMENTAL;

    assertRefused(Reason.NO_PARENT);
    assertThat(storage.written).hasSize(files);
  }

  private void assertRefused(Reason reason) {
    assertThatThrownBy(this::backup)
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void a_wrong_passphrase_is_noticed_before_anything_is_written() throws IOException {
    bench.envelopes = withPassphrase("right");
    backup();
    int files = storage.written.size();
    bench.envelopes = withPassphrase("wrong");

    assertThatThrownBy(this::backup).isInstanceOf(EnvelopeException.class);
    assertThat(storage.written).hasSize(files);
  }

  @Test
  void a_host_that_may_write_but_not_read_goes_on_from_its_cache() throws IOException {
    backup();
    storage.beforeRead = Trouble.with("", StorageException.Reason.DENIED);

    assertThat(backup()).isInstanceOf(SetId.Incremental.class);
    loseCache();
    assertThat(backup()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.startsWith("warning: A full backup is made"));
  }

  @Test
  void a_storage_that_does_not_answer_is_no_reason_for_a_full() throws IOException {
    backup();
    loseCache();
    int files = storage.written.size();
    storage.beforeRead = Trouble.with("", StorageException.Reason.TRANSIENT);

    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    assertThat(storage.written).hasSize(files);
  }

  @Test
  void the_cache_of_another_archive_is_not_built_on() throws IOException {
    backup();
    // Another disk at the same place: other backups, and the cache knows none of them.
    bench.storage = new FileStorage(Files.createDirectory(home.resolve("other")));
    source.file("a", "changed");

    assertThat(backup()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.contains("is no longer in the archive"));
    source.file("a", "changed again");
    assertThat(backup()).isInstanceOf(SetId.Incremental.class);
    bench.restore(home.resolve("restored"), bench.now);
    assertThat(TreeListing.of(home.resolve("restored"))).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void another_writer_on_the_same_chain_is_told_and_continued() throws IOException {
    backup();
    Path mine = bench.cacheDirectory();
    Path old = home.resolve("old");
    copy(mine, old);
    source.file("a", "changed");
    var theirs = backup();
    new SmallTree(mine).remove("");
    copy(old, mine);

    var next = backup();

    assertThat(next).isEqualTo(new SetId.Incremental(theirs.time(), next.time()));
    assertThat(bench.heard).anyMatch(line -> line.contains("another host or program wrote"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void a_manifest_that_is_not_the_one_remembered_stops_the_run() throws IOException {
    var full = backup();
    Path manifest = home.resolve("archive/duplicity-full." + full.time() + ".manifest");
    Files.writeString(manifest, Files.readString(manifest).replace("Hash SHA1 ", "Hash SHA1 0"));

    assertRefused(Reason.MANIFESTS_DIFFER);
  }

  @Test
  void a_chain_that_lacks_its_last_volume_is_not_continued() throws IOException {
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 100_000;
    source.random("big", 300_000);
    var full = backup();
    try (var files = Files.list(home.resolve("archive"))) {
      var volumes = files.map(Path::toString).filter(name -> name.contains(".vol")).sorted();
      Files.delete(Path.of(volumes.toList().getLast()));
    }
    bench.kind = BackupRequest.Kind.INCREMENTAL;
    assertRefused(Reason.NO_PARENT);
    bench.kind = BackupRequest.Kind.EITHER;

    assertThat(backup()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard)
        .anyMatch(line -> line.contains("the " + full + " of the newest chain lacks volume"));
  }
}

package dev.keepwatch.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.storage.MemoryStorage;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveCacheTest {

  private static final String TIME = "20260101T000000Z";
  private static final SetId FULL = new SetId.Full(BackupTime.parse(TIME));
  private static final String MANIFEST = "duplicity-full." + TIME + ".manifest";
  private static final String SIGNATURES = "duplicity-full-signatures." + TIME + ".sigtar.gz";

  private static final String UNFINISHED = "keepwatch-unfinished/";

  @TempDir Path home;
  private Path directory;
  private ArchiveCache cache;

  @BeforeEach
  void open() throws IOException {
    directory = home.resolve("deep/cache");
    cache = ArchiveCache.open(directory, NamingScheme.standard());
  }

  @AfterEach
  void close() throws IOException {
    cache.close();
  }

  private static Catalog archiveOf(String... names) {
    var files = Stream.of(names).map(name -> new StoredFile(name, 1, Instant.EPOCH)).toList();
    return Catalog.of(files, NamingScheme.standard());
  }

  private static Catalog stored() {
    return archiveOf(MANIFEST, SIGNATURES, "duplicity-full." + TIME + ".vol1.difftar.gz");
  }

  private void put(String... names) throws IOException {
    Files.createDirectories(directory.resolve(UNFINISHED));
    for (String name : names) {
      Files.writeString(directory.resolve(name), name);
    }
  }

  private List<String> cached() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("lockfile") && !name.startsWith("keepwatch"))
          .sorted()
          .toList();
    }
  }

  @Test
  void nobody_else_can_look_into_a_new_cache() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void a_second_run_is_kept_away_until_the_first_is_done() throws IOException {
    assertThatThrownBy(() -> ArchiveCache.open(directory, NamingScheme.standard()))
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
    cache.close();
    ArchiveCache.open(directory, NamingScheme.standard()).close();
  }

  @Test
  void a_run_of_duplicity_is_kept_away_too_even_after_we_tried_twice() throws IOException {
    var python = OutsideProgram.required("python3");
    String lockfile = directory.resolve("lockfile").toString();
    assertThatThrownBy(() -> ArchiveCache.open(directory, NamingScheme.standard()))
        .isInstanceOf(ArchiveException.class);

    // The call by which duplicity locks.
    String lock = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'a'), 6)";
    assertThat(python.run("-c", lock, lockfile).exit()).isNotZero();
    cache.close();
    assertThat(python.run("-c", lock, lockfile).exit()).isZero();
  }

  @Test
  void a_set_whose_manifest_reached_the_archive_is_committed() throws IOException {
    put(UNFINISHED + MANIFEST, UNFINISHED + SIGNATURES, UNFINISHED + "journal");

    cache.settle(stored());

    assertThat(cached()).containsExactly(SIGNATURES, MANIFEST);
  }

  @Test
  void a_commit_that_was_interrupted_halfway_is_finished() throws IOException {
    put(UNFINISHED + MANIFEST, SIGNATURES);

    cache.settle(stored());

    assertThat(cached()).containsExactly(SIGNATURES, MANIFEST);
  }

  @Test
  void a_set_whose_manifest_did_not_reach_the_archive_waits_for_who_continues_it()
      throws IOException {
    put(UNFINISHED + MANIFEST, UNFINISHED + SIGNATURES);

    cache.settle(archiveOf(SIGNATURES, "duplicity-full." + TIME + ".vol1.difftar.gz"));

    assertThat(cached()).isEmpty();
    assertThat(cache.unstored().manifest(FULL)).exists();
    cache.discard();
    assertThat(cache.unstored().directory()).doesNotExist();
  }

  @Test
  void a_manifest_that_was_not_announced_is_not_the_one_in_the_archive() throws IOException {
    put(UNFINISHED + "draft." + MANIFEST, UNFINISHED + SIGNATURES);

    cache.settle(stored());
    assertThat(cached()).isEmpty();

    cache.unstored().announce(FULL);
    cache.settle(stored());
    assertThat(cached()).containsExactly(SIGNATURES, MANIFEST);
    assertThat(cache.lastWritten()).contains(BackupTime.parse(TIME));
  }

  @Test
  void signatures_without_the_manifest_that_is_written_after_them_are_not_believed()
      throws IOException {
    put(UNFINISHED + SIGNATURES);

    cache.settle(stored());

    assertThat(cached()).isEmpty();
  }

  @Test
  void a_manifest_that_was_being_brought_in_is_never_taken_for_a_whole_one() throws IOException {
    put(MANIFEST + ".incoming", SIGNATURES + ".incoming");

    assertThat(cache.catalog().isEmpty()).isTrue();
    cache.settle(stored());

    assertThat(cached()).isEmpty();
  }

  @Test
  void what_duplicity_left_unfinished_is_dropped_too() throws IOException {
    put(MANIFEST + ".part", "duplicity-full-signatures." + TIME + ".sigtar.part");

    cache.settle(archiveOf());

    assertThat(cached()).isEmpty();
  }

  @Test
  void a_manifest_that_cannot_be_understood_is_named_with_what_to_do() throws IOException {
    put(MANIFEST);

    assertThatThrownBy(() -> cache.manifest(FULL))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("full " + TIME)
        .hasMessageContaining("delete " + directory.resolve(MANIFEST));
  }

  @Test
  void signatures_that_are_cut_off_are_named_with_what_to_do() throws IOException {
    var whole = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(whole)) {
      gzip.write(new byte[100_000]);
    }
    for (int length : List.of(0, 5, 50, whole.size() - 1)) {
      Files.write(directory.resolve(SIGNATURES), Arrays.copyOf(whole.toByteArray(), length));

      assertThatThrownBy(this::readSignatures)
          .as("cut after %d bytes", length)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining(SIGNATURES);
    }
  }

  private void readSignatures() throws IOException {
    try (var signatures = cache.signatures(FULL)) {
      signatures.readAllBytes();
    }
  }

  @Test
  void sets_older_than_the_archive_are_forgotten_and_no_others() throws IOException {
    put(MANIFEST, SIGNATURES, "duplicity-full.20260301T000000Z.manifest");
    var archive = new Archive(new MemoryStorage(), NamingScheme.standard(), NoEnvelopes.NONE);
    var sync = new CacheSync(archive, cache, notice -> {});

    sync.forgetRemoved(archiveOf());
    assertThat(cached()).as("an archive without any backup explains nothing").hasSize(3);
    sync.forgetRemoved(archiveOf("duplicity-full.20260201T000000Z.manifest"));

    assertThat(cached()).containsExactly("duplicity-full.20260301T000000Z.manifest");
  }

  /// Envelopes that nobody asks for.
  private enum NoEnvelopes implements Envelopes {
    NONE;

    @Override
    public Envelope of(Packaging packaging) {
      throw new UncheckedIOException(new IOException("not to be opened"));
    }

    @Override
    public Packaging forNewFiles() {
      return Packaging.PLAIN;
    }

    @Override
    public boolean canReadWhatTheyWrite() {
      return false;
    }
  }
}

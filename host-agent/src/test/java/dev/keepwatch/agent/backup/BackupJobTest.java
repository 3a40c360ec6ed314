package dev.keepwatch.agent.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupJobTest {

  @TempDir Path home;
  private Bench bench;
  private WatchedStorage storage;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    // The archive's directory does not exist yet: the first backup makes it.
    bench = new Bench(home, home.resolve("archive"));
    storage = new WatchedStorage(new FileStorage(home.resolve("archive")));
    bench.storage = storage;
    source = new SmallTree(home.resolve("source")).file("a", "one").file("d/b", "two");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private BackupResult backup() throws IOException {
    return bench.backup(source.root());
  }

  private BackupResult backupLater(Duration later) throws IOException {
    bench.now = bench.now.plus(later);
    return backup();
  }

  private static void assertRefused(Reason reason, ThrowingCallable run) {
    assertThatThrownBy(run)
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void a_file_that_changes_in_the_second_in_which_it_was_read_is_compared_by_its_data()
      throws IOException {
    Path file = source.root().resolve("a");
    var second = FileTime.from(bench.now);
    Files.setLastModifiedTime(file, second);
    backup();
    Files.writeString(file, "another");
    Files.setLastModifiedTime(file, second);

    assertThat(backupLater(Duration.ofHours(1)).tally().changedFiles()).isEqualTo(1);
    assertThat(backupLater(Duration.ofHours(1)).tally().changedFiles()).isZero();

    bench.restore(home.resolve("restored"), bench.now);
    assertThat(home.resolve("restored/a")).hasContent("another");
  }

  @Test
  void a_time_in_the_future_alone_makes_no_file_suspect() throws IOException {
    var future = FileTime.from(bench.now.plus(Duration.ofDays(1000)));
    Files.setLastModifiedTime(source.root().resolve("a"), future);
    backup();

    assertThat(backupLater(Duration.ofHours(1)).tally().changedFiles()).isZero();
  }

  @Test
  void what_the_backup_itself_lives_in_is_left_out() throws IOException {
    bench.backup(home);
    bench.now = bench.now.plusSeconds(60);
    bench.backup(home);

    bench.restore(home.resolveSibling(home.getFileName() + "-restored"), bench.now, "source");
    assertThat(bench.heard)
        .contains(
            "skipped: archive: the backup itself lives in it",
            "skipped: cache: the backup itself lives in it")
        .anyMatch(line -> line.matches("skipped: tmp/keepwatch-spool-.*: the backup .*"));
  }

  @Test
  void the_first_run_is_a_full_and_the_next_an_increment() throws IOException {
    assertThat(backup().set()).isInstanceOf(SetId.Full.class);
    source.file("a", "changed");
    assertThat(backupLater(Duration.ofHours(1)).set()).isInstanceOf(SetId.Incremental.class);

    bench.restore(home.resolve("restored"), bench.now);
    assertThat(TreeListing.of(home.resolve("restored"))).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void a_dry_run_writes_nothing_and_counts_what_it_would() throws IOException {
    bench.dryRun = true;
    var result = backup();

    assertThat(storage.written).isEmpty();
    assertThat(home.resolve("archive")).doesNotExist();
    assertThat(home.resolve("tmp")).isEmptyDirectory();
    // The root, a, d and d/b.
    assertThat(result.tally().newFiles()).isEqualTo(4);
    bench.dryRun = false;
    backup();
    int files = storage.written.size();
    bench.dryRun = true;
    source.file("a", "changed");

    assertThat(backupLater(Duration.ofHours(1)).tally().changedFiles()).isEqualTo(1);
    assertThat(storage.written).hasSize(files);
  }

  @Test
  void an_increment_that_was_insisted_on_is_refused_without_a_chain() {
    bench.kind = BackupRequest.Kind.INCREMENTAL;

    assertRefused(Reason.NO_PARENT, this::backup);
    assertThat(storage.written).isEmpty();
  }

  @Test
  void an_increment_becomes_a_full_when_the_last_full_is_older_than_allowed() throws IOException {
    bench.fullIfOlderThan = Optional.of(Duration.ofDays(7));
    backup();

    assertThat(backupLater(Duration.ofDays(7)).set()).isInstanceOf(SetId.Incremental.class);
    assertThat(backupLater(Duration.ofSeconds(1)).set()).isInstanceOf(SetId.Full.class);
  }

  @Test
  void the_archive_of_another_directory_is_left_alone() throws IOException {
    backup();
    int files = storage.written.size();

    assertRefused(
        Reason.OTHER_SOURCE, () -> bench.backup(source.root(), Path.of("/somewhere/else")));
    assertThat(storage.written).hasSize(files);
  }

  @Test
  void two_runs_in_one_second_make_two_sets() throws IOException {
    var first = backup().set();
    source.file("a", "changed");
    var second = backup().set();

    assertThat(second.time().epochSecond()).isEqualTo(first.time().epochSecond() + 1);
    assertThat(second).isInstanceOf(SetId.Incremental.class);
  }

  @Test
  void a_clock_that_stands_a_little_before_the_newest_backup_does_no_harm() throws IOException {
    var first = backup().set();
    var second = backupLater(Duration.ofSeconds(-59)).set();

    assertThat(second.time().epochSecond()).isEqualTo(first.time().epochSecond() + 1);
  }

  @Test
  void a_clock_that_stands_long_before_the_newest_backup_stops_the_run() throws IOException {
    backup();
    int files = storage.written.size();

    assertRefused(Reason.CLOCK, () -> backupLater(Duration.ofSeconds(-61)));
    assertThat(storage.written).hasSize(files);
  }

  @Test
  void an_increment_without_changes_is_a_set_too() throws IOException {
    backup();
    var result = backupLater(Duration.ofHours(1));

    assertThat(result.volumes()).isEqualTo(1);
    assertThat(result.tally().deltaEntries()).isZero();
    bench.restore(home.resolve("restored"), bench.now);
    assertThat(TreeListing.of(home.resolve("restored"))).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void a_source_that_is_not_there_stops_the_run_before_anything_is_written() throws IOException {
    backup();
    int files = storage.written.size();
    source.remove("");

    assertThatThrownBy(() -> backupLater(Duration.ofHours(1))).isInstanceOf(IOException.class);
    assertThat(storage.written).hasSize(files);
  }

  @Test
  void a_host_that_no_manifest_can_name_is_noticed_before_anything_is_written() throws IOException {
    var request =
        new BackupRequest(
            BackupRequest.Kind.FULL,
            source.root(),
            new byte[] {'/'},
            "two words",
            bench.selection,
            Optional.empty(),
            bench.volumeSize,
            BackupRequest.USUAL_UPLOADS,
            false,
            SetDetails.USUAL,
            false);

    assertThatThrownBy(() -> BackupRuns.run(bench, request))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(storage.written).isEmpty();
  }

  @Test
  void the_archive_of_another_host_is_left_alone_unless_a_mismatch_is_allowed() throws IOException {
    backup();
    int files = storage.written.size();
    bench.now = bench.now.plusSeconds(60);

    assertRefused(Reason.OTHER_HOST, () -> BackupRuns.run(bench, onHost("other", false)));
    assertThat(storage.written).hasSize(files);
    assertThat(BackupRuns.run(bench, onHost("other", true)).set())
        .isInstanceOf(SetId.Incremental.class);
    assertThat(BackupRuns.run(bench, onHost("OTHER.example.org", false)).set())
        .as("older manifests hold the whole name of the host")
        .isInstanceOf(SetId.Incremental.class);
  }

  private BackupRequest onHost(String host, boolean allowMismatch) {
    return new BackupRequest(
        BackupRequest.Kind.EITHER,
        source.root(),
        source.root().toString().getBytes(UTF_8),
        host,
        bench.selection,
        Optional.empty(),
        bench.volumeSize,
        BackupRequest.USUAL_UPLOADS,
        allowMismatch,
        SetDetails.USUAL,
        false);
  }

  @Test
  void nothing_temporary_is_left() throws IOException {
    backup();

    assertThat(home.resolve("tmp")).isEmptyDirectory();
    try (var cached = Files.list(bench.cacheDirectory())) {
      assertThat(cached.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "lockfile",
              "keepwatch-last",
              "duplicity-full.20231114T221320Z.manifest",
              "duplicity-full-signatures.20231114T221320Z.sigtar.gz");
    }
  }
}

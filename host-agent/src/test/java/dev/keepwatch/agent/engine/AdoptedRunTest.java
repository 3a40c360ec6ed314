package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.backup.BackupResult;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.ManifestText;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sets that somebody has left unfinished of whom this host knows nothing. Here it was a run of
/// ours that has lost its cache.
class AdoptedRunTest {

  private static final BackupTime T0 = BackupTime.at(Bench.T0);
  private static final SetId FULL = new SetId.Full(T0);

  @TempDir Path home;
  private Path archive;
  private Bench bench;
  private WatchedStorage storage;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.volumeSize = 150_000;
    // Not compressed, so that a volume's size is known when a member has been written.
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    storage = new WatchedStorage(new FileStorage(archive));
    bench.storage = storage;
    source = new SmallTree(home.resolve("source"));
    source.file("a", "a").random("big", 500_000).file("d/b", "two").random("d/c", 300_000);
    source.random("e", 200_000).file("z", "z");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private BackupResult backup() throws IOException {
    var result = bench.backup(source.root());
    bench.now = bench.now.plusSeconds(60);
    return result;
  }

  /// Lets a run store so many files, and then nothing of this host remembers it; it is a day ago.
  private void leave(int files) throws IOException {
    breakAfter(files);
    forget();
    bench.now = bench.now.plus(Duration.ofDays(1));
    touched(Duration.ofDays(1));
  }

  private void breakAfter(int files) {
    int enough = storage.written.size() + files;
    storage.beforeWrite =
        name -> {
          if (storage.written.size() >= enough) {
            throw new StorageException(Reason.TRANSIENT, "cannot write " + name + ": not now.");
          }
        };
    assertThatThrownBy(this::backup).hasMessageContaining("not now");
    storage.beforeWrite = name -> {};
  }

  private void forget() throws IOException {
    for (String place : new String[] {"cache", "tmp"}) {
      remove(home.resolve(place));
    }
    Files.createDirectory(home.resolve("tmp"));
  }

  private static void remove(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    }
  }

  private void touched(Duration ago) throws IOException {
    try (var files = Files.list(archive)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(bench.now.minus(ago)));
      }
    }
  }

  private Path volume(int number) {
    String suffix = bench.envelopes.forNewFiles() == Packaging.GZIP ? ".difftar.gz" : ".difftar";
    return archive.resolve("duplicity-full." + T0 + ".vol" + number + suffix);
  }

  private void assertContinues(SetId set) throws IOException {
    backup();
    assertThat(bench.heard)
        .as("%s", bench.heard)
        .anyMatch(line -> line.contains(set + " that was interrupted is continued"));
    assertThat(bench.archive().catalog().incomplete()).as("%s", bench.heard).isEmpty();
    assertRestores();
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  private void assertRestores() throws IOException {
    Path target = home.resolve("restored-" + bench.now.getEpochSecond());
    assertThat(bench.restore(target, bench.now).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(source.root()));
    assertThat(new HashSet<>(storage.written)).as("no name twice").hasSameSizeAs(storage.written);
  }

  /// A new set is made, and it is told once why.
  private void assertLeftAlone(String why) throws IOException {
    var result = backup();
    assertThat(result.set().time()).isNotEqualTo(T0);
    assertThat(bench.heard).filteredOn(line -> line.contains(why)).as("%s", bench.heard).hasSize(1);
    assertThat(bench.archive().catalog().incomplete()).hasSize(1);
    assertRestores();
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void a_full_is_continued_behind_any_volume(int volumes) throws IOException {
    leave(volumes);
    source.file("a", "changed").remove("z").file("d/new", "new");

    assertContinues(FULL);
  }

  @Test
  void what_is_continued_may_be_interrupted_again() throws IOException {
    leave(2);
    breakAfter(2);
    source.file("a", "changed");

    assertContinues(FULL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void an_increment_is_continued_with_what_it_builds_on(int volumes) throws IOException {
    backup();
    byte[] content = Files.readAllBytes(source.root().resolve("big"));
    for (int at = 0; at < content.length; at += 3_000) {
      content[at]++;
    }
    source.file("big", content).remove("a").remove("d").random("x", 400_000);
    source.file("d", "a file now");
    var set = new SetId.Incremental(T0, BackupTime.at(bench.now));
    leave(volumes);

    assertContinues(set);
  }

  @Test
  void a_directory_where_a_file_was_stored_last_ends_the_set() throws IOException {
    source.remove("d").remove("e").remove("z").remove("big");
    source.random("b", 149_000).random("m", 100_000).random("n", 100_000);
    leave(2);
    source.remove("m").file("m/x", "x");

    assertLeftAlone("'m', of which the beginning is stored, has changed since");
  }

  @Test
  void a_file_whose_stored_beginning_is_no_longer_true_ends_the_set() throws IOException {
    leave(2);
    source.random("big", 500_001);

    assertLeftAlone("'big', of which the beginning is stored, has changed since");
  }

  @Test
  void a_set_that_may_still_be_written_to_is_left_alone() throws IOException {
    leave(3);
    touched(Duration.ofHours(11));

    assertLeftAlone("which may be going on elsewhere");
  }

  @Test
  void duplicity_s_notes_say_that_its_run_is_over() throws IOException {
    leave(3);
    touched(Duration.ofMinutes(1));
    note("fixture-host");

    assertContinues(FULL);
    assertThat(Files.exists(notes())).isFalse();
  }

  @Test
  void duplicity_s_notes_of_another_host_count() throws IOException {
    leave(3);
    note("another-host");

    assertLeftAlone("this archive is of the host 'another-host'");
  }

  private Path notes() {
    return bench.cacheDirectory().resolve("duplicity-full." + T0 + ".manifest.part");
  }

  private void note(String host) throws IOException {
    Files.createDirectories(bench.cacheDirectory());
    var text = new ByteArrayOutputStream();
    text.write(ManifestText.header(host, PathBytes.of(source.root())));
    var nowhere = PathPosition.whole(ArchivePath.root());
    text.write(ManifestText.volume(new VolumeEntry(1, nowhere, nowhere, Optional.empty())));
    Files.write(notes(), text.toByteArray());
  }

  @Test
  void after_a_week_a_new_set_is_begun() throws IOException {
    leave(3);
    touched(Duration.ofDays(8));

    assertLeftAlone("which is more than 7 days");
  }

  @Test
  void a_set_with_a_gap_is_left_alone() throws IOException {
    leave(4);
    Files.delete(volume(2));

    assertLeftAlone("its volumes are not there from the first on");
  }

  @Test
  void a_set_that_is_wrapped_otherwise_is_left_alone() throws IOException {
    leave(3);
    bench.envelopes = bench.unencrypted(Packaging.GZIP);

    assertLeftAlone("wrapped or named in another way");
  }

  @ParameterizedTest
  @CsvSource({"cut, 3", "altered, 3", "altered, 1", "empty, 2"})
  void a_damaged_volume_ends_the_set(String how, int number) throws IOException {
    bench.envelopes = bench.unencrypted(Packaging.GZIP);
    source.random("big", 6_000_000);
    leave(3);
    byte[] bytes = Files.readAllBytes(volume(number));
    bytes[bytes.length / 2] ^= 1;
    int length = how.equals("cut") ? bytes.length - 1000 : how.equals("empty") ? 0 : bytes.length;
    Files.write(volume(number), Arrays.copyOf(bytes, length));
    touched(Duration.ofDays(1));

    assertLeftAlone("cannot open " + volume(number).getFileName());
  }

  @Test
  void volumes_in_another_order_end_the_set() throws IOException {
    leave(4);
    byte[] second = Files.readAllBytes(volume(2));
    Files.write(volume(2), Files.readAllBytes(volume(3)));
    Files.write(volume(3), second);
    touched(Duration.ofDays(1));

    assertLeftAlone("do not fit together");
  }

  @Test
  void a_basis_that_is_damaged_ends_the_increment() throws IOException {
    backup();
    byte[] content = Files.readAllBytes(source.root().resolve("big"));
    content[7]++;
    source.file("big", content).random("c", 400_000);
    leave(3);
    Files.write(volume(2), new byte[Math.toIntExact(Files.size(volume(2)))]);

    var result = backup();

    assertThat(result.set().time()).isEqualTo(BackupTime.at(bench.now.minusSeconds(60)));
    assertThat(bench.heard)
        .anyMatch(line -> line.contains("is not continued: ") && line.contains("vol2."));
  }

  @Test
  void an_increment_is_not_continued_where_a_full_is_due_or_asked_for() throws IOException {
    backup();
    source.random("big", 600_000);
    leave(2);
    bench.fullIfOlderThan = Optional.of(Duration.ofHours(1));

    assertThat(backup().set()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.contains("the chain that it was to continue"));
    assertRestores();
  }

  @Test
  void a_full_that_is_asked_for_does_not_continue_an_increment() throws IOException {
    backup();
    source.random("big", 600_000);
    leave(2);
    bench.kind = BackupRequest.Kind.FULL;

    assertThat(backup().set()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.contains("and it is an increment"));
  }

  @Test
  void a_dry_run_reads_nothing_of_it_and_keeps_duplicity_s_notes() throws IOException {
    leave(3);
    note("fixture-host");
    bench.dryRun = true;
    storage.beforeRead =
        name -> {
          throw new StorageException(Reason.FAILED, "the test says so");
        };

    backup();

    assertThat(notes()).exists();
  }

  @ParameterizedTest
  @EnumSource(names = {"SYMMETRIC", "PUBLIC_KEY"})
  void a_set_that_this_host_cannot_open_is_left_alone(Mode theirs) throws IOException {
    bench.envelopes = theirs.envelopes(bench);
    source.random("big", 6_000_000);
    leave(3);
    bench.envelopes = Mode.anotherPassphrase(bench);

    assertThat(backup().set().time()).isNotEqualTo(T0);
    assertThat(bench.heard)
        .as("%s", bench.heard)
        .anyMatch(line -> line.contains("is not continued: cannot open") && line.contains("vol1."));
  }
}

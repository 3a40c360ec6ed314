package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpEnvelope;
import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that go on where another one broke off.
class ResumedRunTest {

  private static final BackupTime T0 = BackupTime.at(Bench.T0);

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
    source.file("a", "a").random("big", 900_000).file("d/b", "two").random("d/c", 200_000);
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

  /// Lets a run store so many files, and no more.
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

  private void assertRestores() throws IOException {
    Path target = home.resolve("restored-" + bench.now.getEpochSecond());
    assertThat(bench.restore(target, bench.now).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(source.root()));
    assertThat(new HashSet<>(storage.written)).as("no name twice").hasSameSizeAs(storage.written);
  }

  private void assertNothingLeft() {
    assertThat(home.resolve("tmp")).isEmptyDirectory();
    assertThat(unfinished()).doesNotExist();
  }

  private Path unfinished() {
    return bench.cacheDirectory().resolve("keepwatch-unfinished");
  }

  private void assertContinued() {
    assertThat(bench.heard)
        .anyMatch(line ->
            line.startsWith(
                "notice: The full 20231114T221320Z that was interrupted" + " is continued"));
  }

  private void assertGivenUp(String why) {
    assertThat(bench.heard)
        .anyMatch(line ->
            line.startsWith("warning: The backup that was interrupted is not" + " continued: ")
                && line.contains(why));
  }

  private void loseSpool() throws IOException {
    try (var files = Files.walk(home.resolve("tmp"))) {
      for (Path file : files.toList().reversed()) {
        if (!file.equals(home.resolve("tmp"))) {
          Files.delete(file);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 8, 9})
  void a_full_goes_on_where_it_broke_off(int stored) throws IOException {
    breakAfter(stored);

    var result = backup();

    assertThat(result.set()).isEqualTo(new SetId.Full(T0));
    assertContinued();
    assertThat(result.errors()).isZero();
    assertThat(result.tally().newFiles()).isEqualTo(6);
    assertRestores();
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_chain_of_runs_that_each_store_one_file_ends_in_a_whole_chain(boolean spoolKept)
      throws IOException {
    for (int increment = 0; increment < 2; increment++) {
      int runs = 0;
      while (true) {
        try {
          breakAfter(1);
          runs++;
          if (!spoolKept) {
            loseSpool();
          }
        } catch (AssertionError e) {
          break; // It did not break off any more.
        }
      }
      assertThat(runs).isGreaterThan(5);
      storage.beforeWrite = name -> {};
      assertRestores();
      source
          .random("big", 1_000_000)
          .random("d/e", 300_000)
          .remove(increment == 0 ? "a" : "d/b")
          .file("z", "z");
      bench.now = bench.now.plusSeconds(60);
    }
    assertThat(bench.archive().catalog().incomplete()).isEmpty();
    assertThat(bench.archive().catalog().chains()).hasSize(1);
  }

  @Test
  void what_has_changed_since_follows_as_an_increment() throws IOException {
    breakAfter(4);
    source.file("a", "changed").file("d/b", "changed").file("new", "new");

    var result = backup();

    assertThat(result.set())
        .isInstanceOfSatisfying(
            SetId.Incremental.class, set -> assertThat(set.from()).isEqualTo(T0));
    assertRestores();
    assertNothingLeft();
  }

  @Test
  void a_file_that_only_grew_is_continued_and_looked_at_again() throws IOException {
    breakAfter(3);
    Path big = source.root().resolve("big");
    byte[] content = Files.readAllBytes(big);
    byte[] longer = Arrays.copyOf(content, content.length + 70_000);
    Files.write(big, longer);

    backup();

    assertContinued();
    assertRestores();
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "shorter", "gone", "a directory"})
  void a_file_whose_stored_beginning_is_no_longer_true_ends_the_set(String how) throws IOException {
    breakAfter(3);
    switch (how) {
      case "changed" -> source.random("big", 900_001);
      case "shorter" -> source.file("big", "x");
      case "gone" -> source.remove("big");
      default -> source.remove("big").file("big/inside", "x");
    }

    var result = backup();

    assertGivenUp("'big', of which the beginning is stored, has changed since");
    assertThat(result.set()).isInstanceOf(SetId.Full.class).isNotEqualTo(new SetId.Full(T0));
    assertRestores();
    assertThat(bench.archive().catalog().incomplete()).hasSize(1);
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", "owner", "time", "link", "time, then broken off again"})
  void what_a_file_cut_in_two_is_beside_its_data_comes_right(String what) throws IOException {
    breakAfter(2);
    Path big = source.root().resolve("big");
    switch (what) {
      case "mode" ->
          Files.setPosixFilePermissions(big, PosixFilePermissions.fromString("rw--w---x"));
      case "owner" -> Files.setAttribute(big, "unix:uid", 1234);
      case "link" -> Files.createLink(source.root().resolve("big-too"), big);
      default -> Files.setLastModifiedTime(big, FileTime.fromMillis(1_650_000_000_123L));
    }
    if (what.contains("again")) {
      breakAfter(2);
    }

    backup();

    assertContinued();
    assertRestores();
    if (what.equals("link")) {
      Path restored = home.resolve("restored-" + bench.now.getEpochSecond());
      assertThat(Files.isSameFile(restored.resolve("big"), restored.resolve("big-too"))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"signatures", "manifest"})
  void a_set_whose_signatures_are_sealed_is_packed_no_more(String part) throws IOException {
    breakBetweenSmallFiles();
    removeSmallFiles();
    loseSpool();
    storage.beforeWrite = WatchedStorage.Trouble.with(part, Reason.TRANSIENT);
    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    storage.beforeWrite = name -> {};
    source.random("zz", 400_000);

    backup();

    assertRestores();
    assertThat(bench.archive().catalog().defects()).isEmpty();
    assertThat(bench.backup(source.root()).set()).isInstanceOf(SetId.Incremental.class);
  }

  private void breakBetweenSmallFiles() throws IOException {
    for (int i = 10; i < 30; i++) {
      source.random("y" + i, 60_000);
    }
    breakAfter(12);
  }

  private void removeSmallFiles() throws IOException {
    for (int i = 10; i < 30; i++) {
      source.remove("y" + i);
    }
  }

  @Test
  void signatures_end_as_an_archive_ends_also_if_nothing_came_after_the_cut() throws IOException {
    breakBetweenSmallFiles();
    removeSmallFiles();

    backup();

    byte[] tar = Files.readAllBytes(archive.resolve("duplicity-full-signatures." + T0 + ".sigtar"));
    assertThat(tar.length % 10_240).isZero();
    assertThat(Arrays.copyOfRange(tar, tar.length - 1024, tar.length)).containsOnly(0);
    assertRestores();
  }

  @Test
  void damaged_signatures_in_the_cache_end_the_set_and_not_every_run() throws IOException {
    breakAfter(6);
    Path growing;
    try (var files = Files.list(unfinished())) {
      growing = files.filter(file -> file.toString().contains("sigtar")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(growing);
    bytes[bytes.length / 2] ^= 4;
    Files.write(growing, bytes);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("its signatures were damaged in the local cache");
    assertRestores();
  }

  @Test
  void a_set_that_another_program_has_finished_is_not_taken_for_ours() throws IOException {
    storage.beforeWrite = WatchedStorage.Trouble.with("manifest", Reason.TRANSIENT);
    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    storage.beforeWrite = name -> {};
    try (var files = Files.list(unfinished())) {
      Path ours = files.filter(f -> f.toString().endsWith(".manifest")).findFirst().orElseThrow();
      Files.move(ours, ours.resolveSibling("draft." + ours.getFileName()));
    }
    Files.writeString(
        archive.resolve("duplicity-full." + T0 + ".manifest"),
        Files.readString(unfinished().resolve("draft.duplicity-full." + T0 + ".manifest"))
            .replace("fixture-host", "fixture-host.example.org"));
    bench.allowSourceMismatch = true;
    source.file("a", "changed");

    assertThat(backup().set()).isInstanceOf(SetId.Incremental.class);
    assertRestores();
  }

  private record Secret(Envelope openPgp) implements Envelopes {
    @Override
    public Envelope of(Packaging packaging) {
      return openPgp;
    }

    @Override
    public Packaging forNewFiles() {
      return Packaging.OPENPGP;
    }

    @Override
    public boolean canReadWhatTheyWrite() {
      return true;
    }

    @Override
    public boolean sealWithPassphrase() {
      return true;
    }
  }

  private Envelopes passphrase(String text) throws IOException {
    return new Secret(OpenPgpEnvelope.with(bench.pool()).symmetric(Passphrase.of(text)).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void one_set_never_has_two_passphrases(int stored) throws IOException {
    bench.envelopes = passphrase("mistyped");
    breakAfter(stored);
    bench.envelopes = passphrase("right");

    assertThatThrownBy(this::backup)
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining("keepwatch full begins a new one");
    bench.kind = BackupRequest.Kind.FULL;
    bench.now = bench.now.plusSeconds(60);
    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));

    assertGivenUp("it cannot be opened with this passphrase");
    assertRestores();
  }

  @Test
  void a_set_from_the_future_is_not_finished() throws IOException {
    bench.now = bench.now.plusSeconds(100 * 86_400);
    breakAfter(2);
    bench.now = Bench.T0.plusSeconds(60);
    Files.setLastModifiedTime(unfinished().resolve("journal"), FileTime.from(bench.now));

    assertThatThrownBy(this::backup).hasMessageContaining("set the clock right");
    assertGivenUp("and this host's clock says");
  }

  @Test
  void a_journal_that_is_no_file_is_passed_over() throws IOException {
    breakAfter(2);
    Path journal = unfinished().resolve("journal");
    Files.delete(journal);
    Files.createDirectory(journal);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertRestores();
  }

  @Test
  void an_increment_with_differences_goes_on() throws IOException {
    backup();
    byte[] content = Files.readAllBytes(source.root().resolve("big"));
    var random = new Random(7);
    for (int at = 0; at < content.length; at += 2_000) {
      content[at] = (byte) random.nextInt();
    }
    Files.write(source.root().resolve("big"), content);
    source.random("d/c", 400_000);
    breakAfter(2);

    var result = backup();

    assertThat(result.set()).isInstanceOf(SetId.Incremental.class);
    assertThat(bench.heard)
        .anyMatch(line -> line.contains("increment") && line.contains("is continued"));
    assertRestores();
    assertNothingLeft();
  }

  @Test
  void errors_of_the_interrupted_run_are_not_forgotten_and_what_they_hit_is_tried_again()
      throws IOException {
    source.file("aa", "unreadable");
    bench.selection = Selection.all();
    breakAfter(5);

    assertThat(backup().errors()).isZero();
    assertRestores();
  }

  @Test
  void a_stored_volume_that_is_gone_ends_the_set() throws IOException {
    breakAfter(4);
    Files.delete(archive.resolve("duplicity-full." + T0 + ".vol2.difftar"));

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("vol2.difftar was stored, and is gone");
    assertRestores();
  }

  @Test
  void a_volume_of_another_size_ends_the_set() throws IOException {
    breakAfter(4);
    Files.write(archive.resolve("duplicity-full." + T0 + ".vol4.difftar"), new byte[7]);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("is another file than this run has sealed");
  }

  @Test
  void a_volume_that_nobody_here_has_stored_ends_the_set() throws IOException {
    breakAfter(2);
    Files.write(archive.resolve("duplicity-full." + T0 + ".vol90.difftar"), new byte[7]);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("the journal of the run does not know it");
    assertRestores();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_volume_whose_answer_was_lost_is_told_from_a_strange_one(boolean ours) throws IOException {
    storage.afterWrite =
        name -> {
          if (name.contains("vol3.")) {
            throw new StorageException(Reason.TRANSIENT, "no answer for " + name);
          }
        };
    assertThatThrownBy(this::backup).hasMessageContaining("no answer");
    storage.afterWrite = name -> {};
    Path volume = archive.resolve("duplicity-full." + T0 + ".vol3.difftar");
    if (!ours) {
      byte[] bytes = Files.readAllBytes(volume);
      bytes[1000] ^= 1;
      Files.write(volume, bytes);
    }

    var result = backup();

    assertThat(result.set().equals(new SetId.Full(T0))).isEqualTo(ours);
    if (!ours) {
      assertGivenUp("is another file than this run has sealed");
    }
    assertRestores();
  }

  @Test
  void another_selection_begins_a_new_set() throws Exception {
    breakAfter(2);
    bench.selection = Selection.of(PathBytes.of(source.root()), List.of(Rule.exclude("**/d")));

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("another selection");
  }

  @Test
  void after_a_week_a_new_set_is_begun() throws IOException {
    breakAfter(2);
    var touched = FileTime.from(bench.now.minusSeconds(8 * 86_400));
    Files.setLastModifiedTime(unfinished().resolve("journal"), touched);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("which is more than 7 days");
    assertRestores();
  }

  @Test
  void a_cloned_host_that_was_slower_begins_a_new_set() throws IOException {
    breakAfter(3);
    try (var clone = new Bench(home.resolve("clone"), archive)) {
      clone.envelopes = bench.envelopes;
      clone.volumeSize = bench.volumeSize;
      clone.now = bench.now;
      copy(bench.cacheDirectory(), clone.cacheDirectory());
      assertThat(clone.backup(source.root()).set()).isEqualTo(new SetId.Full(T0));
    }
    bench.now = bench.now.plusSeconds(60);
    storage.written.clear();

    backup();

    assertThat(bench.archive().catalog().defects()).isEmpty();
    assertRestores();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Test
  void without_its_cache_a_host_begins_a_new_set_and_says_so() throws IOException {
    breakAfter(3);
    try (var other = new Bench(home.resolve("other"), archive)) {
      other.now = bench.now;
      assertThat(other.backup(source.root()).set()).isNotEqualTo(new SetId.Full(T0));
      assertThat(other.heard).anyMatch(line -> line.contains("cannot be continued from here"));
    }
  }

  @Test
  void a_full_that_is_asked_for_does_not_wait_for_an_increment() throws IOException {
    backup();
    source.random("big", 800_000);
    breakAfter(2);
    bench.kind = BackupRequest.Kind.FULL;

    assertThat(backup().set()).isInstanceOf(SetId.Full.class);
    assertGivenUp("a full backup is asked for, and it is an increment");
    bench.kind = BackupRequest.Kind.EITHER;
    assertRestores();
  }

  @Test
  void a_journal_cut_off_anywhere_is_a_journal() throws IOException {
    breakAfter(4);
    Path journal = unfinished().resolve("journal");
    byte[] whole = Files.readAllBytes(journal);
    var random = new Random(11);
    for (int turn = 0; turn < 12; turn++) {
      int length = random.nextInt(whole.length);
      try (var again = new Bench(home.resolve("again" + turn), home.resolve("archive" + turn))) {
        copyTree(archive, home.resolve("archive" + turn));
        copyTree(bench.cacheDirectory(), again.cacheDirectory());
        copyTree(home.resolve("tmp"), home.resolve("again" + turn).resolve("tmp"));
        Files.write(
            again.cacheDirectory().resolve("keepwatch-unfinished/journal"),
            Arrays.copyOf(whole, length));
        again.envelopes = bench.envelopes;
        again.volumeSize = bench.volumeSize;
        again.now = bench.now;
        again.backup(source.root());
        again.now = again.now.plusSeconds(60);
        Path target = home.resolve("restored" + turn);
        again.restore(target, again.now);
        assertThat(TreeListing.of(target))
            .as("cut at " + length)
            .isEqualTo(TreeListing.of(source.root()));
      }
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path place = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(place);
        } else {
          Files.copy(file, place);
        }
      }
    }
  }

  @Test
  void a_journal_of_another_version_is_said() throws IOException {
    breakAfter(2);
    Path journal = unfinished().resolve("journal");
    Files.writeString(journal, "keepwatch-journal 2 something 00000000\n");

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertRestores();
  }
}

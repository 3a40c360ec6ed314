package dev.keepwatch.agent.restore;

import static dev.keepwatch.agent.engine.FrozenBench.lacking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.FrozenBench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.FreezingStorage;
import dev.keepwatch.agent.thaw.FrozenException;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restore from archive classes: what is needed is known, and nothing happens, before all of it
/// can be read.
class FrozenRestoreTest {

  @TempDir Path home;
  private FrozenBench frozenBench;
  private FreezingStorage storage;
  private Bench bench;
  private SmallTree tree;
  private RestoreRuns runs;
  private Path target;

  @BeforeEach
  void backUp() throws IOException {
    frozenBench = new FrozenBench(home);
    storage = frozenBench.storage;
    bench = frozenBench.bench;
    target = home.resolve("target");
    runs = new RestoreRuns(bench);
    tree =
        new SmallTree(home.resolve("source"))
            .random("a", 5000)
            .random("b/big", 700_000)
            .file("c", "c");
    bench.backup(tree.root());
    bench.now = bench.now.plusSeconds(60);
    tree.file("c", "another c");
    bench.backup(tree.root());
    storage.read.clear();
  }

  @AfterEach
  void close() {
    frozenBench.close();
  }

  private FrozenException frozen() {
    return catchThrowableOfType(FrozenException.class, () -> runs.run(target, bench.now));
  }

  private FrozenException frozenWithoutCache() {
    return catchThrowableOfType(
        FrozenException.class, () -> runs.run(target, bench.now, home.resolve("other-cache")));
  }

  @Test
  void all_volumes_are_needed_for_all_and_nothing_is_written_before() {
    storage.freeze(".vol", ArchiveClass.GLACIER);

    var e = frozen();

    assertThat(lacking(e)).isEqualTo(frozenBench.named(".vol"));
    assertThat(e.plan().needed()).isEqualTo(frozenBench.named(".vol").size());
    assertThat(storage.requests).isEmpty();
    assertThat(target).doesNotExist();
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void only_those_are_needed_that_can_hold_the_path() {
    storage.freeze(".vol", ArchiveClass.DEEP_ARCHIVE);
    runs.path = "a";

    var e = frozen();

    assertThat(lacking(e))
        .hasSizeLessThan(frozenBench.named(".vol").size())
        .contains(frozenBench.named(".vol1.").getFirst());
    assertThat(e.plan().needed()).isEqualTo(e.plan().files().size());
  }

  @Test
  void only_sets_up_to_the_time_are_needed() {
    storage.freeze(".vol", ArchiveClass.GLACIER);
    bench.now = Bench.T0;

    assertThat(lacking(frozen()))
        .isEqualTo(frozenBench.named("full").stream().filter(n -> n.contains(".vol")).toList());
  }

  @Test
  void when_they_are_back_the_restore_goes_on() throws Exception {
    storage.freeze(".vol", ArchiveClass.GLACIER);
    frozenBench.bringBack(frozen());

    runs.run(target, bench.now);

    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(tree.root()));
  }

  @Test
  void where_only_some_are_frozen_the_others_are_not_read_before() {
    storage.freeze(".vol3", ArchiveClass.GLACIER);

    assertThat(lacking(frozen())).hasSize(1);
    assertThat(storage.read).allMatch(name -> name.contains("manifest"));
  }

  @Test
  void frozen_volumes_that_are_not_needed_are_no_obstacle() throws Exception {
    storage.freeze(".vol4", ArchiveClass.GLACIER);
    runs.path = "a";

    runs.run(target, bench.now);

    assertThat(target).isRegularFile();
  }

  @Test
  void manifests_that_other_tools_archived_come_first_since_nobody_knows_the_rest_without_them()
      throws Exception {
    storage.freeze("", ArchiveClass.GLACIER);

    var first = frozenWithoutCache();
    assertThat(lacking(first)).isEqualTo(frozenBench.named("manifest"));
    assertThat(first.plan().whole()).isFalse();
    assertThat(first).hasMessageContaining("files that tell which volumes are needed");
    frozenBench.bringBack(first);

    var second = frozenWithoutCache();
    assertThat(lacking(second)).isEqualTo(frozenBench.named(".vol"));
    assertThat(second.plan().whole()).isTrue();
    frozenBench.bringBack(second);

    runs.run(target, bench.now, home.resolve("other-cache"));
    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(tree.root()));
  }

  @Test
  void manifests_that_the_cache_has_need_not_be_thawed() {
    storage.freeze("", ArchiveClass.GLACIER);

    assertThat(lacking(frozen())).isEqualTo(frozenBench.named(".vol"));
  }

  @Test
  void who_goes_on_needs_signatures_first_and_then_only_the_volumes_of_what_lacks()
      throws Exception {
    runs.run(target, bench.now);
    Files.delete(target.resolve("c"));
    storage.freeze("", ArchiveClass.GLACIER);
    runs.resume = true;
    runs.overwrite = true;

    var first = frozenWithoutCache();
    assertThat(lacking(first))
        .hasSameElementsAs(
            Stream.of(frozenBench.named("manifest"), frozenBench.named("sigtar"))
                .flatMap(List::stream)
                .toList());
    frozenBench.bringBack(first);

    var second = frozenWithoutCache();
    assertThat(lacking(second)).hasSizeLessThan(frozenBench.named(".vol").size());
    frozenBench.bringBack(second);
    runs.run(target, bench.now, home.resolve("other-cache"));
    assertThat(target.resolve("c")).hasContent("another c");
  }

  @Test
  void a_dry_run_tells_the_volumes_without_looking_whether_they_are_frozen() throws Exception {
    storage.freeze(".vol", ArchiveClass.GLACIER);
    runs.dryRun = true;

    assertThat(runs.run(target, bench.now).volumes()).hasSameElementsAs(frozenBench.named(".vol"));
  }

  @Test
  void whoever_has_no_key_hears_of_it_before_anything_has_to_be_thawed() {
    storage.freeze(".vol", ArchiveClass.GLACIER);
    bench.envelopes =
        new Envelopes() {
          @Override
          public Envelope of(Packaging packaging) {
            throw new IllegalStateException("no key");
          }

          @Override
          public Packaging forNewFiles() {
            return Packaging.PLAIN;
          }

          @Override
          public boolean canReadWhatTheyWrite() {
            return false;
          }
        };

    assertThatThrownBy(() -> runs.run(target, bench.now)).hasMessage("no key");
  }
}

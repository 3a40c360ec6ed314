package dev.keepwatch.agent.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.FileTags;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.TaggedStorage;
import dev.keepwatch.format.naming.NamePrefixes;
import dev.keepwatch.format.naming.NamingScheme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaggingJobTest implements TaggingListener {

  private static final String SET = "duplicity-full.20260101T000000Z.";
  private static final String MANIFEST = SET + "manifest.gpg";
  private static final String SIGNATURES = "duplicity-full-signatures.20260101T000000Z.sigtar.gpg";

  private final TaggedStorage storage = new TaggedStorage();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Override
  public void tagged(String fileName, FileRole role, FileTags before) {
    heard.add("tagged " + fileName + " " + role + " " + before.ours().orElse("-"));
  }

  @Override
  public void right(String fileName) {
    heard.add("right " + fileName);
  }

  @Override
  public void failed(StorageException why) {
    heard.add("failed " + why.getMessage());
  }

  private static String volume(int number) {
    return SET + "vol" + number + ".difftar.gpg";
  }

  private void putVolumes(int count) {
    for (int i = 1; i <= count; i++) {
      storage.put(volume(i), Map.of());
    }
  }

  private TaggingResult run(boolean dryRun, NamingScheme names) throws StorageException {
    return new TaggingJob(storage, storage, names, this).run(dryRun);
  }

  private TaggingResult run() throws StorageException {
    return run(false, NamingScheme.standard());
  }

  @Test
  void every_file_gets_the_tag_of_its_role_and_keeps_those_of_others() throws Exception {
    storage.put(volume(1), Map.of());
    storage.put(volume(2), Map.of("cost", "backup"));
    storage.put(MANIFEST, Map.of());
    storage.put(SIGNATURES, Map.of());
    storage.put(SET + "jsonstat.gpg", Map.of());

    var result = run();

    assertThat(result.tagged()).isEqualTo(5);
    assertThat(result.firstFailure()).isEmpty();
    assertThat(storage.tags(volume(1))).isEqualTo(Map.of("keepwatch", "volume"));
    assertThat(storage.tags(volume(2))).isEqualTo(Map.of("cost", "backup", "keepwatch", "volume"));
    assertThat(storage.tags(MANIFEST)).isEqualTo(Map.of("keepwatch", "manifest"));
    assertThat(storage.tags(SIGNATURES)).isEqualTo(Map.of("keepwatch", "signatures"));
    assertThat(storage.tags(SET + "jsonstat.gpg")).isEqualTo(Map.of("keepwatch", "manifest"));
  }

  @Test
  void a_wrong_value_is_put_right_and_a_right_one_is_left_alone() throws Exception {
    storage.put(volume(1), Map.of("keepwatch", "volume", "cost", "backup"));
    storage.put(volume(2), Map.of("keepwatch", "manifest"));

    var result = run();

    assertThat(result.tagged()).isEqualTo(1);
    assertThat(result.right()).isEqualTo(1);
    assertThat(storage.changes).containsExactly(volume(2));
    assertThat(heard)
        .containsExactlyInAnyOrder(
            "right " + volume(1), "tagged " + volume(2) + " VOLUME manifest");
  }

  @Test
  void a_second_run_changes_nothing() throws Exception {
    putVolumes(20);
    run();
    storage.changes.clear();

    assertThat(run()).isEqualTo(new TaggingResult(0, 20, 0, 0, 0, Optional.empty()));
    assertThat(storage.changes).isEmpty();
  }

  @Test
  void what_is_no_part_of_the_archive_is_not_even_looked_at() throws Exception {
    putVolumes(1);
    storage.put("letter.txt", Map.of());
    storage.put("duplicity-full.20269999T000000Z.vol1.difftar", Map.of());

    var result = run();

    assertThat(result.foreign()).isEqualTo(2);
    assertThat(storage.looks).containsExactly(volume(1));
    assertThat(storage.tags("letter.txt")).isEmpty();
  }

  @Test
  void names_behind_prefixes_and_old_short_ones_are_understood() throws Exception {
    var prefixes = new NamePrefixes("web01-", "v-", "m-", "s-", "");
    storage.put("web01-v-" + volume(1), Map.of());
    storage.put("web01-m-" + MANIFEST, Map.of());
    storage.put("web01-s-" + SIGNATURES, Map.of());
    storage.put("web01-v-df.t3zyv5.1.dt.gpg", Map.of());
    storage.put(volume(1), Map.of());

    var result = run(false, NamingScheme.withPrefixes(prefixes));

    assertThat(result.tagged()).isEqualTo(4);
    assertThat(result.foreign()).isEqualTo(1);
    assertThat(storage.tags("web01-v-df.t3zyv5.1.dt.gpg")).isEqualTo(Map.of("keepwatch", "volume"));
    assertThat(storage.tags("web01-m-" + MANIFEST)).isEqualTo(Map.of("keepwatch", "manifest"));
  }

  @Test
  void a_dry_run_looks_and_changes_nothing() throws Exception {
    putVolumes(2);

    var result = run(true, NamingScheme.standard());

    assertThat(result.tagged()).isEqualTo(2);
    assertThat(storage.changes).isEmpty();
    assertThat(heard)
        .containsExactlyInAnyOrder(
            "tagged " + volume(1) + " VOLUME -", "tagged " + volume(2) + " VOLUME -");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"ABSENT", "DENIED", "FAILED", "FROZEN", "TRANSIENT"})
  void a_file_that_fails_is_named_and_the_others_go_on(Reason reason) throws Exception {
    putVolumes(20);
    storage.troubleAtChange =
        name -> {
          if (name.equals(volume(7))) {
            throw new StorageException(reason, "cannot tag " + name);
          }
        };

    var result = run();

    assertThat(result.tagged()).isEqualTo(19);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.untried()).isZero();
    assertThat(result.firstFailure().orElseThrow().reason()).isEqualTo(reason);
    assertThat(heard).contains("failed cannot tag " + volume(7));
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNSUPPORTED", "MISCONFIGURED"})
  void what_is_about_all_files_ends_the_run_with_one_sentence(Reason reason) {
    putVolumes(500);
    storage.troubleAtLook =
        name -> {
          throw new StorageException(reason, "not here: " + name);
        };

    assertThatThrownBy(this::run).hasMessageStartingWith("not here: ");
    assertThat(heard).isEmpty();
  }

  @Test
  void where_nothing_succeeds_the_rest_is_spared_and_counted() throws Exception {
    putVolumes(500);
    storage.troubleAtLook =
        name -> {
          throw new StorageException(Reason.DENIED, "denied: " + name);
        };

    var result = run();

    assertThat(result.failed())
        .isBetween(
            (long) TaggingTally.MOST_FAILURES,
            (long) TaggingTally.MOST_FAILURES + TaggingJob.IN_FLIGHT);
    assertThat(result.failed() + result.untried()).isEqualTo(500);
    assertThat(heard).hasSize((int) result.failed());
  }

  @Test
  void a_server_that_does_not_answer_is_given_up_sooner() throws Exception {
    putVolumes(100);
    storage.troubleAtLook =
        name -> {
          throw new StorageException(Reason.TRANSIENT, "no answer: " + name);
        };

    assertThat(run().failed())
        .isBetween(
            (long) TaggingTally.MOST_SILENCES,
            (long) TaggingTally.MOST_SILENCES + TaggingJob.IN_FLIGHT);
  }

  @Test
  void a_file_without_room_for_a_tag_is_named_and_stays_as_it_is() throws Exception {
    var full = new HashMap<String, String>();
    for (int i = 0; i < 10; i++) {
      full.put("key" + i, "value");
    }
    storage.put(volume(1), full);
    storage.put(volume(2), Map.of());

    var dry = run(true, NamingScheme.standard());
    var result = run();

    assertThat(dry.failed()).isEqualTo(1);
    assertThat(result.tagged()).isEqualTo(1);
    assertThat(result.firstFailure().orElseThrow())
        .hasMessage(
            "cannot tag %s in memory: it has 10 tags of others already, and there can be no more. Take one of them away, and run this again."
                .formatted(volume(1)));
    assertThat(storage.tags(volume(1))).isEqualTo(full);
  }

  @Test
  @Timeout(60)
  void several_files_are_looked_at_at_a_time_and_never_more_than_the_bound() throws Exception {
    putVolumes(50);
    var all = new CountDownLatch(TaggingJob.IN_FLIGHT);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    storage.troubleAtLook =
        name -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          all.countDown();
          awaitAll(all);
          inside.decrementAndGet();
        };

    assertThat(run().tagged()).isEqualTo(50);
    assertThat(most.get()).isEqualTo(TaggingJob.IN_FLIGHT);
  }

  private static void awaitAll(CountDownLatch all) {
    try {
      all.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void what_nobody_has_foreseen_is_not_swallowed() {
    putVolumes(3);
    storage.troubleAtLook =
        name -> {
          throw new IllegalStateException("a fault");
        };

    assertThatThrownBy(this::run).isInstanceOf(IllegalStateException.class).hasMessage("a fault");
  }
}

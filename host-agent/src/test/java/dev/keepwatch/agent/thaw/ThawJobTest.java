package dev.keepwatch.agent.thaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.FreezingStorage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThawJobTest {

  private final FreezingStorage storage = new FreezingStorage();
  private final List<String> heard = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Pause afterPause = duration -> {};

  @BeforeEach
  void freeze() {
    for (String name : List.of("vol-a", "vol-b", "vol-c", "warm")) {
      storage.memory.put(name, new byte[10]);
    }
    storage.freeze("vol", ArchiveClass.GLACIER);
    storage.looksUntilBack = 2;
    assertThat(storage.memory.names()).hasSize(4);
  }

  private void run(ThawTier tier, String... names) throws IOException {
    try {
      FrozenFiles.of(storage).requireAll(Set.of(names));
    } catch (FrozenException e) {
      new ThawJob(storage, new Ears(), PriceList.load(), () -> now, this::pause)
          .run(e.plan(), tier, 3);
    }
  }

  private void pause(Duration duration) throws InterruptedException {
    pauses.add(duration);
    now = now.plus(duration);
    afterPause.take(duration);
  }

  @Test
  void exactly_what_is_needed_and_frozen_is_asked_for_and_waited_for() throws Exception {
    run(ThawTier.STANDARD, "vol-a", "vol-b", "missing");

    assertThat(storage.requests).containsExactlyInAnyOrder("vol-a standard 3", "vol-b standard 3");
    assertThat(heard)
        .containsExactly(
            "requested 1 of 2",
            "requested 2 of 2",
            "0 of 2 back, next 2026-01-01T00:05:00Z",
            "0 of 2 back, next 2026-01-01T00:10:00Z");
    assertThat(pauses).containsOnly(Duration.ofMinutes(5)).hasSize(2);
    FrozenFiles.of(storage).requireAll(Set.of("vol-a", "vol-b", "warm"));
  }

  @Test
  void what_is_back_at_once_is_not_waited_for() throws Exception {
    storage.looksUntilBack = 0;

    run(ThawTier.BULK, "vol-a");

    assertThat(storage.requests).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void a_wait_that_was_broken_off_goes_on_without_asking_twice() throws Exception {
    afterPause =
        duration -> {
          throw new InterruptedException();
        };
    assertThatThrownBy(() -> run(ThawTier.BULK, "vol-a", "vol-b"))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    afterPause = duration -> {};

    run(ThawTier.BULK, "vol-a", "vol-b", "vol-c");

    assertThat(storage.requests)
        .containsExactlyInAnyOrder("vol-a bulk 3", "vol-b bulk 3", "vol-c bulk 3");
  }

  @Test
  void requests_that_were_broken_off_go_on_where_they_stopped() throws Exception {
    storage.trouble =
        () -> {
          if (storage.requests.size() == 1) {
            throw new StorageException(Reason.DENIED, "not now");
          }
        };
    assertThatThrownBy(() -> run(ThawTier.BULK, "vol-a", "vol-b")).hasMessage("not now");
    assertThat(storage.requests).hasSize(1);
    storage.trouble = () -> {};

    run(ThawTier.BULK, "vol-a", "vol-b");

    assertThat(storage.requests).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void what_somebody_else_asked_for_is_only_waited_for() throws Exception {
    storage.ask("vol-a");

    run(ThawTier.EXPEDITED, "vol-a");

    assertThat(storage.requests).isEmpty();
    FrozenFiles.of(storage).requireAll(Set.of("vol-a"));
  }

  @Test
  void what_is_impossible_is_refused_before_anything_is_asked_for() {
    storage.freeze("vol-b", ArchiveClass.DEEP_ARCHIVE);

    assertThatThrownBy(() -> run(ThawTier.EXPEDITED, "vol-a", "vol-b"))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "nothing comes back from DEEP_ARCHIVE by --thaw expedited: use --thaw standard or --thaw bulk. Nothing was asked for");
    assertThat(storage.requests).isEmpty();
  }

  @Test
  void a_line_that_is_down_for_a_while_does_not_end_the_wait() throws Exception {
    int[] looks = {0};
    storage.trouble =
        () -> {
          // The first look makes the plan, the second call is the request.
          if (++looks[0] > 2 && looks[0] < 10) {
            throw new StorageException(Reason.TRANSIENT, "nobody answers.");
          }
        };

    run(ThawTier.BULK, "vol-a");

    assertThat(storage.requests).hasSize(1);
    assertThat(heard)
        .contains(
            "Whether files are back cannot be seen now: nobody answers. What was asked for comes back all the same.");
  }

  @Test
  void a_line_that_stays_down_ends_the_wait() {
    int[] looks = {0};
    storage.trouble =
        () -> {
          if (++looks[0] > 2) {
            throw new StorageException(Reason.TRANSIENT, "nobody answers.");
          }
        };

    assertThatThrownBy(() -> run(ThawTier.BULK, "vol-a")).hasMessage("nobody answers.");
    assertThat(pauses).hasSize(11);
  }

  @Test
  void what_the_storage_forgets_to_bring_is_named() {
    afterPause = duration -> storage.drop();

    assertThatThrownBy(() -> run(ThawTier.BULK, "vol-a"))
        .hasMessageContaining("vol-a was asked for, and lies in GLACIER as before");
  }

  @Test
  void nothing_is_paid_for_twice_in_one_run_even_if_it_has_gone_again() throws Exception {
    var job = new ThawJob(storage, new Ears(), PriceList.load(), () -> now, this::pause);
    var plan = catchThrowableOfType(FrozenException.class, () -> require("vol-a")).plan();
    job.run(plan, ThawTier.BULK, 7);

    assertThatThrownBy(() -> job.run(plan, ThawTier.BULK, 7))
        .hasMessageContaining("or not for long enough");
    assertThat(storage.requests).hasSize(1);
  }

  @Test
  void days_that_are_over_before_all_is_back_are_refused() {
    storage.freeze("vol-b", ArchiveClass.DEEP_ARCHIVE);
    var plan = catchThrowableOfType(FrozenException.class, () -> require("vol-b")).plan();
    var job = new ThawJob(storage, new Ears(), PriceList.load(), () -> now, this::pause);

    assertThatThrownBy(() -> job.run(plan, ThawTier.BULK, 1))
        .hasMessage(
            "--thaw-days 1 is too short, since it may take 48 hours until all files are back: give 2 at least. Nothing was asked for");
    assertThat(storage.requests).isEmpty();
  }

  private void require(String name) throws IOException {
    FrozenFiles.of(storage).requireAll(Set.of(name));
  }

  @Test
  void who_wants_only_a_plan_gets_one_also_where_nothing_is_frozen() throws Exception {
    var planning = FrozenFiles.planning(storage);
    planning.requireContents(Set.of("warm"));

    assertThatThrownBy(() -> planning.requireAll(Set.of("warm")))
        .isInstanceOfSatisfying(
            FrozenException.class, e -> assertThat(e.plan().isReadable()).isTrue());
    assertThat(storage.requests).isEmpty();
  }

  private final class Ears implements ThawListener {
    @Override
    public void notice(String text) {
      heard.add(text);
    }

    @Override
    public void requested(long done, long all) {
      heard.add("requested " + done + " of " + all);
    }

    @Override
    public void waiting(Tally back, Tally all, Instant next) {
      heard.add("%d of %d back, next %s".formatted(back.files(), all.files(), next));
    }
  }
}

package dev.keepwatch.agent.thaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.ThawState;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThawPlanTest {

  private static final long GIB = 1L << 30;
  private static final Instant SOON = Instant.parse("2026-01-08T00:00:00Z");
  private static final PriceList PRICES = PriceList.load();

  private static ThawPlan plan(ArchivedFile... files) {
    return new ThawPlan(10, true, List.of(files));
  }

  private static ArchivedFile file(String name, long bytes, ArchiveClass archive, ThawState state) {
    return new ArchivedFile(name, bytes, archive, state);
  }

  private static ThawState back(Instant until) {
    return new ThawState.Back(Optional.of(until));
  }

  @Test
  void what_nobody_asked_for_is_counted_by_class_and_the_rest_apart() {
    var plan =
        plan(
            file("a", 1, ArchiveClass.GLACIER, ThawState.FROZEN),
            file("b", 2, ArchiveClass.DEEP_ARCHIVE, ThawState.FROZEN),
            file("c", 4, ArchiveClass.GLACIER, ThawState.FROZEN),
            file("d", 8, ArchiveClass.GLACIER, ThawState.COMING),
            file("e", 16, ArchiveClass.GLACIER, back(SOON.plusSeconds(1))),
            file("f", 32, ArchiveClass.DEEP_ARCHIVE, back(SOON)));

    assertThat(plan.frozenByClass())
        .containsEntry(ArchiveClass.GLACIER, new Tally(2, 5))
        .containsEntry(ArchiveClass.DEEP_ARCHIVE, new Tally(1, 2))
        .hasSize(2);
    assertThat(plan.coming()).isEqualTo(new Tally(1, 8));
    assertThat(plan.back()).isEqualTo(new Tally(2, 48));
    assertThat(plan.readableUntil()).contains(SOON);
    assertThat(plan.isReadable()).isFalse();
  }

  @Test
  void only_what_is_back_can_be_read() {
    assertThat(plan().isReadable()).isTrue();
    assertThat(plan(file("a", 1, ArchiveClass.GLACIER, back(SOON))).isReadable()).isTrue();
    assertThat(plan(file("a", 1, ArchiveClass.GLACIER, ThawState.COMING)).isReadable()).isFalse();
    assertThat(plan(file("a", 1, ArchiveClass.GLACIER, ThawState.FROZEN)).isReadable()).isFalse();
  }

  /// A thousand objects, 1 GiB together, for 30 days.
  @ParameterizedTest
  @CsvSource({
    "GLACIER, BULK, 0, 0, 0.023, 300, 720",
    "GLACIER, STANDARD, 0.05, 0.01, 0.023, 180, 300",
    "GLACIER, EXPEDITED, 10, 0.03, 0.023, 1, 5",
    "DEEP_ARCHIVE, BULK, 0.025, 0.0025, 0.023, 720, 2880",
    "DEEP_ARCHIVE, STANDARD, 0.10, 0.02, 0.023, 540, 720",
    "TIERED_ARCHIVE, BULK, 0, 0, 0, 300, 720",
    "TIERED_ARCHIVE, STANDARD, 0, 0, 0, 180, 300",
    "TIERED_ARCHIVE, EXPEDITED, 10, 0.03, 0, 1, 5",
    "TIERED_DEEP_ARCHIVE, BULK, 0, 0, 0, 720, 2880",
    "TIERED_DEEP_ARCHIVE, STANDARD, 0, 0, 0, 540, 720",
  })
  void each_class_has_its_price_and_its_time(
      ArchiveClass archive,
      ThawTier tier,
      double requests,
      double retrieval,
      double copies,
      long atLeast,
      long atMost) {
    var files = new ArrayList<ArchivedFile>();
    for (int i = 0; i < 1000; i++) {
      files.add(file("v" + i, i == 0 ? GIB : 0, archive, ThawState.FROZEN));
    }

    var estimate = PRICES.estimate(new ThawPlan(1000, true, files), tier, 30).orElseThrow();

    assertThat(estimate.requests()).isEqualByComparingTo(String.valueOf(requests));
    assertThat(estimate.retrieval()).isEqualByComparingTo(String.valueOf(retrieval));
    assertThat(estimate.copies()).isEqualByComparingTo(String.valueOf(copies));
    assertThat(estimate.total().doubleValue())
        .isCloseTo(requests + retrieval + copies, Offset.offset(1e-9));
    assertThat(estimate.atLeast()).isEqualTo(Duration.ofMinutes(atLeast));
    assertThat(estimate.atMost()).isEqualTo(Duration.ofMinutes(atMost));
  }

  @Test
  void several_classes_take_as_long_as_the_slowest_and_cost_what_all_cost() {
    var plan =
        plan(
            file("a", GIB, ArchiveClass.GLACIER, ThawState.FROZEN),
            file("b", GIB, ArchiveClass.DEEP_ARCHIVE, ThawState.FROZEN),
            file("c", GIB, ArchiveClass.DEEP_ARCHIVE, ThawState.COMING));

    var estimate = PRICES.estimate(plan, ThawTier.STANDARD, 15).orElseThrow();

    assertThat(estimate.atLeast()).isEqualTo(Duration.ofHours(3));
    assertThat(estimate.atMost()).isEqualTo(Duration.ofHours(12));
    assertThat(estimate.retrieval()).isEqualByComparingTo("0.03");
    assertThat(estimate.copies()).isEqualByComparingTo("0.023");
  }

  @Test
  void what_is_deep_does_not_come_back_fast() {
    var plan =
        plan(
            file("a", GIB, ArchiveClass.GLACIER, ThawState.FROZEN),
            file("b", GIB, ArchiveClass.DEEP_ARCHIVE, ThawState.FROZEN));

    assertThat(PRICES.estimate(plan, ThawTier.EXPEDITED, 7)).isEmpty();
    assertThat(plan.forbidding(ThawTier.EXPEDITED)).containsExactly(ArchiveClass.DEEP_ARCHIVE);
    assertThat(plan.forbidding(ThawTier.BULK)).isEmpty();
  }

  @Test
  void what_is_deep_and_on_its_way_is_no_obstacle() {
    var plan =
        plan(
            file("a", GIB, ArchiveClass.GLACIER, ThawState.FROZEN),
            file("b", GIB, ArchiveClass.DEEP_ARCHIVE, ThawState.COMING));

    assertThat(PRICES.estimate(plan, ThawTier.EXPEDITED, 7)).isPresent();
  }

  @Test
  void the_sentence_names_numbers_and_classes() {
    var plan =
        plan(
            file("a", GIB, ArchiveClass.GLACIER, ThawState.FROZEN),
            file("b", GIB / 2, ArchiveClass.DEEP_ARCHIVE, ThawState.FROZEN),
            file("c", GIB, ArchiveClass.DEEP_ARCHIVE, ThawState.COMING));

    assertThat(new FrozenException(plan))
        .hasMessage(
            "of 10 files needed here, 2 are in an archive class (GLACIER, DEEP_ARCHIVE), 1 is on the way back: what is frozen has to be thawed first. Nothing was read or asked for; --thaw plan tells what it takes");
  }
}

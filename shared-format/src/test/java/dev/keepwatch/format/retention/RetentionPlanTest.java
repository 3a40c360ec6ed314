package dev.keepwatch.format.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.retention.Stay.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionPlanTest {

  private final List<String> names = new ArrayList<>();

  private static String time(int day) {
    return "202301%02dT000000Z".formatted(day);
  }

  private static Instant day(int day) {
    return Instant.parse("2023-01-%02dT00:00:00Z".formatted(day));
  }

  private void full(int day) {
    add("duplicity-full." + time(day), "duplicity-full-signatures." + time(day));
  }

  private void increment(int from, int to) {
    String times = time(from) + ".to." + time(to);
    add("duplicity-inc." + times, "duplicity-new-signatures." + times);
  }

  private void add(String stem, String signatures) {
    names.addAll(
        List.of(
            stem + ".vol1.difftar.gz",
            stem + ".vol2.difftar.gz",
            stem + ".manifest",
            signatures + ".sigtar.gz"));
  }

  private void lose(String... parts) {
    names.removeIf(name -> List.of(parts).stream().allMatch(name::contains));
  }

  private RetentionPlan plan(RetentionPolicy policy) {
    Catalog catalog = RandomArchive.catalog(names);
    return RetentionPlan.of(catalog, policy);
  }

  private static List<String> going(RetentionPlan plan) {
    return plan.going().stream().map(set -> set.id().toString()).toList();
  }

  private static List<Reason> reasons(RetentionPlan plan) {
    return plan.staying().stream().map(Stay::reason).toList();
  }

  @Test
  void old_chains_go_newest_set_first_and_what_younger_sets_need_stays() {
    full(1);
    increment(1, 2);
    full(5);
    increment(5, 12);

    var plan = plan(new RetentionPolicy.OlderThan(day(10)));

    assertThat(going(plan))
        .containsExactly("increment " + time(1) + " to " + time(2), "full " + time(1));
    assertThat(reasons(plan)).containsExactly(Reason.REQUIRED, Reason.YOUNG);
  }

  @Test
  void the_files_of_a_set_go_manifest_first() {
    full(1);
    names.add("duplicity-full." + time(1) + ".jsonstat.gz");
    full(2);

    var plan = plan(new RetentionPolicy.AllButFulls(1));

    assertThat(plan.going().stream().flatMap(BackupSet::fileNames))
        .containsExactly(
            "duplicity-full." + time(1) + ".manifest",
            "duplicity-full-signatures." + time(1) + ".sigtar.gz",
            "duplicity-full." + time(1) + ".jsonstat.gz",
            "duplicity-full." + time(1) + ".vol1.difftar.gz",
            "duplicity-full." + time(1) + ".vol2.difftar.gz");
  }

  @Test
  void the_active_chain_stays_however_old_it_is() {
    full(1);
    increment(1, 2);

    var plan = plan(new RetentionPolicy.OlderThan(day(30)));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(reasons(plan)).containsExactly(Reason.ACTIVE, Reason.ACTIVE);
  }

  @Test
  void the_newest_whole_chain_stays_if_younger_ones_are_broken() {
    full(1);
    full(2);
    full(3);
    lose("20230103", "vol1");

    var plan = plan(new RetentionPolicy.OlderThan(day(30)));

    assertThat(going(plan)).containsExactly("full " + time(1));
    assertThat(reasons(plan)).containsExactly(Reason.NEWEST_WHOLE, Reason.ACTIVE);
  }

  @Test
  void a_full_that_is_not_whole_is_not_counted() {
    full(1);
    full(2);
    full(3);
    lose("20230103", "vol1");

    assertThat(going(plan(new RetentionPolicy.AllButFulls(1)))).containsExactly("full " + time(1));
    assertThat(plan(new RetentionPolicy.AllButFulls(2)).isEmpty()).isTrue();
  }

  @Test
  void a_chain_that_a_lost_manifest_cuts_short_is_as_young_as_what_can_be_repaired() {
    full(1);
    increment(1, 2);
    increment(2, 12);
    increment(12, 13);
    full(20);
    lose("to.20230112", "manifest");

    var plan = plan(new RetentionPolicy.OlderThan(day(10)));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(reasons(plan))
        .containsExactly(
            Reason.AWAITED, Reason.AWAITED, Reason.INCOMPLETE, Reason.ORPHANED, Reason.YOUNG);
    assertThat(plan(new RetentionPolicy.OlderThan(day(15))).isEmpty()).isFalse();
  }

  @Test
  void increments_go_alone_if_only_they_are_to_go() {
    full(1);
    increment(1, 2);
    increment(2, 3);
    full(4);
    full(5);

    var plan = plan(new RetentionPolicy.IncrementsOfAllButFulls(1));

    assertThat(going(plan))
        .containsExactly(
            "increment " + time(2) + " to " + time(3), "increment " + time(1) + " to " + time(2));
    assertThat(reasons(plan)).containsExactly(Reason.FULL, Reason.FULL, Reason.YOUNG);
    assertThat(plan.chains()).hasSize(1);
  }

  @Test
  void an_archive_with_fewer_fulls_than_are_to_stay_keeps_all() {
    full(1);
    full(2);

    assertThat(plan(new RetentionPolicy.AllButFulls(3)).isEmpty()).isTrue();
  }

  @Test
  void a_set_whose_parts_are_doubled_without_end_is_left_alone() {
    full(1);
    for (int i = 0; i < 20; i++) {
      names.add("duplicity-full." + time(1) + ".manifest." + i);
    }
    full(2);

    var plan = plan(new RetentionPolicy.AllButFulls(1));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(reasons(plan)).containsExactly(Reason.UNCLEAR, Reason.YOUNG);
  }

  @Test
  void at_least_one_full_is_kept() {
    assertThatThrownBy(() -> new RetentionPolicy.AllButFulls(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }
}

package dev.keepwatch.format.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.repair.Advice.Advised;
import dev.keepwatch.format.repair.Advice.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private final Names names = new Names();

  private List<Step> steps(int daysLater) {
    var now = Names.WRITTEN.plus(Duration.ofDays(daysLater));
    return Advice.of(names.catalog(), now, Duration.ofDays(7)).stream().map(Advised::step).toList();
  }

  @Test
  void a_whole_archive_needs_none() {
    names.set("1", "").set("1-2", "");

    assertThat(steps(0)).isEmpty();
  }

  @Test
  void a_lost_manifest_is_repaired_and_what_hangs_on_it_with_it() {
    names.set("1", "").set("1-2", "m").set("2-3", "").set("3-4", "");

    assertThat(steps(0)).containsExactly(Step.REPAIR, Step.REPAIR, Step.REPAIR);
  }

  @Test
  void after_an_interrupted_run_the_next_backup_helps() {
    names.set("1", "").set("1-2", "ms");

    assertThat(steps(0)).containsExactly(Step.BACK_UP_AGAIN);
  }

  @Test
  void when_a_backup_came_after_it_is_cleaned_up_in_time() {
    names.set("1", "").set("1-2", "ms").set("1-3", "");

    assertThat(steps(0)).containsExactly(Step.CLEAN_UP_LATER);
    assertThat(steps(30)).containsExactly(Step.CLEAN_UP);
  }

  @Test
  void lost_volumes_ask_for_a_full_backup_unless_a_newer_one_is_whole() {
    names.set("1", "1");
    assertThat(steps(0)).containsExactly(Step.FULL_BACKUP);

    names.set("5", "");
    assertThat(steps(0)).containsExactly(Step.NOTHING);
  }

  @Test
  void an_orphan_without_any_parent_asks_for_a_full_backup() {
    names.set("1", "").set("2-3", "");

    assertThat(steps(0)).containsExactly(Step.FULL_BACKUP);
  }

  @Test
  void two_of_a_kind_are_for_somebody_to_decide() {
    names.set("1", "").file("duplicity-full." + Names.day("1") + ".manifest.gz");

    assertThat(steps(0)).containsExactly(Step.MOVE_AWAY);
  }

  @Test
  void what_another_increment_replaced_needs_nothing() {
    names.set("1", "").set("1-2", "s").set("1-3", "");

    assertThat(steps(0)).containsOnly(Step.NOTHING);
  }

  @Test
  void signatures_that_cannot_be_rebuilt_matter_only_at_the_end_of_the_archive() {
    names.set("1", "1s").set("5", "");

    assertThat(steps(0)).containsExactly(Step.NOTHING, Step.NOTHING);
  }

  /// Somebody who can write to the storage can make up any number of names.
  @Test
  void very_many_sets_are_judged_all_the_same() {
    for (int i = 1; i < 8_000; i++) {
      names.file("duplicity-inc.%s.to.%s.manifest".formatted(second(i), second(i + 1)));
      names.file("duplicity-full-signatures.%s.sigtar.gz".formatted(second(i)));
      names.file("duplicity-full.%s.vol1.difftar.gz".formatted(second(i)));
    }

    assertThat(steps(0)).hasSizeGreaterThan(8_000);
  }

  private static String second(int number) {
    return BackupTime.at(Names.WRITTEN.plusSeconds(number)).toString();
  }
}

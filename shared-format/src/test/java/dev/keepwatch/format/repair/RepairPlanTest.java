package dev.keepwatch.format.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.repair.Hopeless.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairPlanTest {

  private final Names names = new Names();

  private List<String> repairs() {
    return RepairPlan.of(names.catalog()).repairs().stream()
        .map(repair -> repair.toString().replaceAll("202301|T000000Z", ""))
        .toList();
  }

  private Reason onlyReason() {
    var plan = RepairPlan.of(names.catalog());
    assertThat(plan.repairs()).isEmpty();
    assertThat(plan.hopeless()).hasSize(1);
    return plan.hopeless().getFirst().reason();
  }

  @Test
  void in_a_whole_archive_there_is_nothing_to_repair() {
    names.set("1", "").set("1-2", "");

    assertThat(RepairPlan.of(names.catalog()).isEmpty()).isTrue();
    assertThat(RepairPlan.of(names.catalog()).hopeless()).isEmpty();
  }

  @Test
  void lost_manifests_come_back_where_the_signatures_are_there() {
    names.set("1", "m").set("1-2", "m").set("2-3", "");

    assertThat(repairs())
        .containsExactly("the manifest of the full 01", "the manifest of the increment 01 to 02");
  }

  @Test
  void a_repair_knows_the_chain_up_to_its_set() {
    names.set("1", "m").set("1-2", "").set("2-3", "s");

    var repairs = RepairPlan.of(names.catalog()).repairs();

    assertThat(repairs).hasSize(2);
    assertThat(repairs.getLast().before())
        .extracting(set -> set.time().toString())
        .containsExactly(Names.day("1"), Names.day("2"));
    assertThat(repairs.getLast().set().time()).hasToString(Names.day("3"));
  }

  @Test
  void without_manifest_and_signatures_nobody_knows_where_a_set_ends() {
    names.set("1", "").set("2", "ms");

    assertThat(onlyReason()).isEqualTo(Reason.END_UNKNOWN);
  }

  @Test
  void what_builds_on_such_a_set_lacks_its_parent() {
    names.set("1", "ms").set("1-2", "m");

    assertThat(RepairPlan.of(names.catalog()).hopeless())
        .extracting(Hopeless::reason)
        .containsExactly(Reason.END_UNKNOWN, Reason.PARENT_LOST);
  }

  @Test
  void volumes_that_lack_are_not_made_up_for() {
    names.set("1", "m1");

    assertThat(onlyReason()).isEqualTo(Reason.VOLUMES_LOST);
  }

  @Test
  void a_set_without_any_volume_is_nothing() {
    names.set("1", "m12");

    assertThat(onlyReason()).isEqualTo(Reason.VOLUMES_LOST);
  }

  @Test
  void a_volume_that_is_there_twice_is_for_somebody_to_decide() {
    names.set("1", "m").file("duplicity-full." + Names.day("1") + ".vol1.difftar.gpg");

    assertThat(onlyReason()).isEqualTo(Reason.DOUBLED);
  }

  @Test
  void signatures_need_the_data_of_all_sets_before() {
    names.set("1", "1").set("1-2", "s");

    assertThat(onlyReason()).isEqualTo(Reason.BASIS_LOST);
  }

  @Test
  void a_manifest_does_not_need_them() {
    names.set("1", "1").set("1-2", "m");

    assertThat(repairs()).containsExactly("the manifest of the increment 01 to 02");
  }

  @Test
  void an_increment_whose_parent_is_gone_stays_without() {
    names.set("2-3", "m");

    assertThat(onlyReason()).isEqualTo(Reason.PARENT_LOST);
  }

  @Test
  void what_a_later_increment_replaced_needs_no_signatures() {
    names.set("1", "").set("1-2", "s").set("1-3", "");

    assertThat(repairs()).isEmpty();
    assertThat(RepairPlan.of(names.catalog()).hopeless()).isEmpty();
  }

  @Test
  void a_set_comes_back_beside_a_later_one_from_the_same_point() {
    names.set("1", "").set("1-2", "m").set("1-3", "");

    assertThat(repairs()).containsExactly("the manifest of the increment 01 to 02");
  }

  @Test
  void nothing_comes_back_that_would_cut_others_off() {
    names.set("1", "").set("1-2", "").set("1-3", "m").set("2-4", "");

    assertThat(onlyReason()).isEqualTo(Reason.IN_THE_WAY);
  }
}

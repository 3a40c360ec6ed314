package dev.keepwatch.format.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.retention.CleanupPlan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupPlanTest {

  private static final Instant NOW = Instant.parse("2023-01-30T00:00:00Z");

  private final List<String> names = new ArrayList<>();

  private static String time(int day) {
    return "202301%02dT000000Z".formatted(day);
  }

  private void whole(int day) {
    names.add("duplicity-full." + time(day) + ".manifest");
    names.add("duplicity-full." + time(day) + ".vol1.difftar.gz");
    names.add("duplicity-full-signatures." + time(day) + ".sigtar.gz");
  }

  private void broken(int day) {
    names.add("duplicity-full." + time(day) + ".vol1.difftar.gz");
  }

  private CleanupPlan plan() {
    return CleanupPlan.of(RandomArchive.catalog(names), NOW, Duration.ofDays(7));
  }

  private Reason onlyReason() {
    var plan = plan();
    assertThat(plan.going()).isEmpty();
    return plan.kept().getLast().reason();
  }

  @Test
  void volumes_of_a_run_that_broke_off_go_when_a_newer_backup_is_whole() {
    broken(1);
    broken(2);
    whole(3);

    assertThat(plan().going()).extracting(BackupSet::time).asString().contains(time(2), time(1));
    assertThat(plan().kept()).isEmpty();
  }

  @Test
  void what_is_newer_than_every_whole_backup_stays() {
    whole(3);
    broken(4);

    assertThat(onlyReason()).isEqualTo(Reason.NEWEST);
  }

  @Test
  void a_set_whose_manifest_alone_is_lost_stays() {
    broken(1);
    names.add("duplicity-full-signatures." + time(1) + ".sigtar.gz");
    whole(3);

    assertThat(onlyReason()).isEqualTo(Reason.REPAIRABLE);
  }

  @Test
  void what_others_build_on_stays() {
    broken(1);
    names.add("duplicity-inc." + time(1) + ".to." + time(2) + ".vol1.difftar.gz");
    whole(3);

    assertThat(plan().going()).extracting(set -> set.id().toString()).hasSize(1);
    assertThat(plan().kept().getFirst().reason()).isEqualTo(Reason.BUILT_ON);
  }

  @Test
  void a_run_that_may_still_go_on_is_left_alone() {
    broken(25);
    whole(26);

    assertThat(onlyReason()).isEqualTo(Reason.YOUNG);
  }

  @Test
  void an_orphan_with_its_manifest_is_a_backup() {
    whole(3);
    String orphan = "duplicity-inc." + time(1) + ".to." + time(2);
    names.add(orphan + ".manifest");
    names.add(orphan + ".vol1.difftar.gz");

    assertThat(onlyReason()).isEqualTo(Reason.A_BACKUP);
  }
}

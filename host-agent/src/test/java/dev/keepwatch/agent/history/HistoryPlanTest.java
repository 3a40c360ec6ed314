package dev.keepwatch.agent.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Listings of sets at the hours of a day: `full(0)`, `increment(0, 1)`.
class HistoryPlanTest {

  private final List<StoredFile> files = new ArrayList<>();

  private static String time(int hour) {
    return "20260101T%02d0000Z".formatted(hour);
  }

  private static Instant at(int hour) {
    return BackupTime.parse(time(hour)).instant();
  }

  private HistoryPlanTest file(String name) {
    files.add(new StoredFile(name, 1, Instant.EPOCH));
    return this;
  }

  private HistoryPlanTest full(int hour) {
    return file("duplicity-full." + time(hour) + ".vol1.difftar.gz")
        .file("duplicity-full-signatures." + time(hour) + ".sigtar.gz")
        .file("duplicity-full." + time(hour) + ".manifest");
  }

  private HistoryPlanTest increment(int from, int to) {
    return withoutManifest(from, to).file("duplicity-inc." + span(from, to) + ".manifest");
  }

  private HistoryPlanTest withoutManifest(int from, int to) {
    return interrupted(from, to).file("duplicity-new-signatures." + span(from, to) + ".sigtar.gz");
  }

  private HistoryPlanTest interrupted(int from, int to) {
    return file("duplicity-inc." + span(from, to) + ".vol1.difftar.gz");
  }

  private static String span(int from, int to) {
    return time(from) + ".to." + time(to);
  }

  /// The hours of the sets that make up the state at an hour.
  private List<Integer> hoursAt(int hour) throws ArchiveException {
    return HistoryPlan.setsAt(Catalog.of(files, NamingScheme.standard()), at(hour)).stream()
        .map(BackupSet::time)
        .map(set -> (int) (set.epochSecond() % 86400 / 3600))
        .toList();
  }

  private void assertRefused(Reason reason, int hour) {
    assertThatThrownBy(() -> hoursAt(hour))
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void a_state_is_the_full_and_all_increments_up_to_it() throws Exception {
    full(1).increment(1, 2).increment(2, 3).full(4).increment(4, 5);

    assertThat(hoursAt(1)).containsExactly(1);
    assertThat(hoursAt(3)).containsExactly(1, 2, 3);
    assertThat(hoursAt(4)).containsExactly(4);
    assertThat(hoursAt(9)).containsExactly(4, 5);
    assertRefused(Reason.NO_BACKUP, 0);
  }

  @Test
  void nothing_is_made_of_nothing() {
    assertRefused(Reason.NO_BACKUP, 1);
    increment(1, 2);
    assertRefused(Reason.NO_BACKUP, 3);
  }

  @Test
  void an_increment_that_was_superseded_can_still_be_asked_for() throws Exception {
    full(1).increment(1, 2).increment(2, 3).increment(2, 5).increment(5, 6);

    assertThat(hoursAt(2)).containsExactly(1, 2);
    assertThat(hoursAt(3)).containsExactly(1, 2, 3);
    assertThat(hoursAt(4)).containsExactly(1, 2, 3);
    assertThat(hoursAt(5)).containsExactly(1, 2, 5);
    assertThat(hoursAt(9)).containsExactly(1, 2, 5, 6);
  }

  @Test
  void an_older_state_is_not_given_for_one_whose_manifest_is_lost() throws Exception {
    full(1).withoutManifest(1, 2);

    assertRefused(Reason.MANIFEST, 2);
    assertThat(hoursAt(1)).containsExactly(1);
    increment(1, 3);
    assertThat(hoursAt(3)).as("what came later is not concerned").containsExactly(1, 3);
  }

  @Test
  void an_older_state_is_not_given_for_one_that_lacks_its_parent() throws Exception {
    full(1).interrupted(1, 2).increment(2, 3);

    assertRefused(Reason.MANIFEST, 3);
    assertThat(hoursAt(2)).containsExactly(1);
  }

  @Test
  void a_run_that_broke_off_changes_nothing() throws Exception {
    full(1).interrupted(1, 2);

    assertThat(hoursAt(2)).containsExactly(1);
  }

  @Test
  void a_set_that_has_its_manifest_twice_is_not_chosen_from() throws Exception {
    full(1).increment(1, 2).file("duplicity-inc." + span(1, 2) + ".manifest.gz");

    assertRefused(Reason.MANIFEST, 2);
    assertThat(hoursAt(1)).containsExactly(1);
  }
}

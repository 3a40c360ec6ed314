package dev.keepwatch.agent.undelete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.DeleteMarker;
import dev.keepwatch.agent.storage.VersionedFile;
import dev.keepwatch.agent.undelete.UndeletePlan.Return;
import dev.keepwatch.format.naming.NamingScheme;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndeletePlanTest {

  private static final Instant T = Instant.parse("2026-01-10T00:00:00Z");

  private static Instant day(int day) {
    return T.plusSeconds((day - 10) * 86_400L);
  }

  private static DeleteMarker marker(String name, int day) {
    return new DeleteMarker(name, "m" + day, day(day));
  }

  private static VersionedFile file(String name, List<Integer> deleted, List<Integer> written) {
    return new VersionedFile(
        name,
        deleted.stream().map(day -> marker(name, day)).toList(),
        written.stream().map(UndeletePlanTest::day).toList());
  }

  private static UndeletePlan plan(VersionedFile... files) {
    var builder = new UndeletePlan.Builder(T, NamingScheme.standard());
    Arrays.stream(files).forEach(builder::add);
    return builder.build();
  }

  @Test
  void what_was_deleted_since_comes_back_and_what_was_deleted_before_does_not() {
    var plan =
        plan(
            file("a", List.of(11), List.of(1)),
            file("b", List.of(9), List.of(1)),
            file("at-the-moment", List.of(10), List.of(1)));

    assertThat(plan.returning())
        .containsExactly(
            new Return("a", List.of(marker("a", 11))),
            new Return("at-the-moment", List.of(marker("at-the-moment", 10))));
    assertThat(plan.stayingDeleted()).isEmpty();
  }

  @Test
  void a_file_that_was_deleted_twice_comes_back_oldest_marker_first() {
    assertThat(plan(file("a", List.of(12, 11), List.of(1))).returning())
        .containsExactly(new Return("a", List.of(marker("a", 11), marker("a", 12))));
  }

  @Test
  void who_deletes_again_what_was_deleted_before_does_not_bring_it_back() {
    var plan = plan(file("a", List.of(11, 9), List.of(1)));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.stayingDeleted()).containsExactly("a");
  }

  @Test
  void what_was_written_again_after_an_old_deletion_comes_back() {
    var plan = plan(file("a", List.of(11, 5), List.of(7, 1)));

    assertThat(plan.returning()).containsExactly(new Return("a", List.of(marker("a", 11))));
  }

  @Test
  void what_was_written_since_over_older_data_is_named() {
    var plan =
        plan(
            file("deleted", List.of(12), List.of(11, 1)),
            file("overwritten", List.of(), List.of(11, 1)),
            file("twice-long-ago", List.of(), List.of(2, 1)));

    assertThat(plan.foreign()).containsExactly("deleted", "overwritten");
    assertThat(plan.returning()).extracting(Return::name).containsExactly("deleted");
  }

  @Test
  void where_no_data_is_left_nothing_comes_back() {
    var plan = plan(file("a", List.of(11), List.of()));

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.lost()).containsExactly("a");
  }

  @Test
  void manifests_come_last_and_signatures_before_them() {
    String set = "20260102T030405Z";
    var names =
        List.of(
            "duplicity-full." + set + ".manifest.gpg",
            "duplicity-full-signatures." + set + ".sigtar.gpg",
            "duplicity-full." + set + ".vol1.difftar.gpg");

    var plan =
        plan(
            names.stream()
                .map(name -> file(name, List.of(11), List.of(1)))
                .toArray(VersionedFile[]::new));

    assertThat(plan.returning()).extracting(Return::name).isEqualTo(names.reversed());
  }
}

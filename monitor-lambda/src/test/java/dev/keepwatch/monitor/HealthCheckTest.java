package dev.keepwatch.monitor;

import static dev.keepwatch.monitor.FolderBuilder.folder;
import static dev.keepwatch.monitor.Judging.NOW;
import static dev.keepwatch.monitor.Judging.judge;
import static dev.keepwatch.monitor.Judging.newest;
import static dev.keepwatch.monitor.Judging.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Judgement of undamaged folders; it is eight o'clock on 20 January, and a week is the limit.
class HealthCheckTest {

  @Test
  void a_recent_whole_chain_is_fresh_and_its_newest_increment_is_the_restore_point() {
    var verdict = judge(folder().full("20260101T020000Z", 3).increment("20260119T020000Z", 1));

    assertThat(verdict).isInstanceOf(Verdict.Fresh.class);
    assertThat(verdict.notes()).isEmpty();
    assertThat(newest(verdict)).isEqualTo("2026-01-19T02:00:00Z");
  }

  @Test
  void a_backup_exactly_as_old_as_the_limit_is_fresh() {
    assertThat(judge(folder().full("20260113T080000Z", 1))).isInstanceOf(Verdict.Fresh.class);
  }

  @Test
  void a_backup_one_second_older_than_the_limit_is_late_and_the_words_say_by_how_much() {
    var folder = folder().full("20260113T075959Z", 1);

    assertThat(judge(folder).consequence()).isEqualTo(Consequence.TOO_OLD);
    assertThat(judge(folder).since()).contains(Instant.parse("2026-01-20T07:59:59Z"));
    assertThat(story(folder))
        .contains("LATE s3://acme/home")
        .contains("No whole backup has come for 7 days 1 second; the limit is 7 days.");
  }

  @Test
  void the_limit_counts_from_the_newest_of_several_chains() {
    var verdict = judge(folder().full("20251201T020000Z", 1).full("20260118T020000Z", 1));

    assertThat(verdict).isInstanceOf(Verdict.Fresh.class);
    assertThat(newest(verdict)).isEqualTo("2026-01-18T02:00:00Z");
  }

  @Test
  void a_name_that_is_newer_than_its_file_does_not_make_a_folder_fresh() {
    var folder = folder().stored("2026-01-02T00:00:00Z").full("20260119T020000Z", 1);

    assertThat(judge(folder).consequence()).isEqualTo(Consequence.TOO_OLD);
    assertThat(story(folder))
        .contains("2026-01-19 02:00:00 UTC, 18 days 8 hours ago")
        .contains("by the time it was stored, 2026-01-02 00:00:00 UTC");
  }

  @Test
  void a_file_that_is_newer_than_its_name_does_not_make_a_folder_fresh() {
    var copied = folder().stored("2026-01-20T07:00:00Z").full("20251201T020000Z", 1);

    assertThat(judge(copied)).isInstanceOf(Verdict.Late.class);
  }

  @Test
  void a_date_in_the_future_never_counts_as_fresh() {
    var folder = folder().full("20260101T020000Z", 1).increment("20990101T000000Z", 1);

    var verdict = judge(folder);
    assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    assertThat(verdict.consequence()).isEqualTo(Consequence.TOO_OLD);
    assertThat(newest(verdict)).isEqualTo("2026-01-01T02:00:00Z");
    assertThat(story(folder))
        .contains(
            "The increment 20260101T020000Z to 20990101T000000Z carries a date in the future");
  }

  @Test
  void a_date_in_the_future_is_told_also_where_a_fresh_backup_is() {
    var folder =
        folder()
            .full("20260119T020000Z", 1)
            .stored("2026-01-19T03:00:00Z")
            .full("20260121T020000Z", 1);

    var verdict = judge(folder);
    assertThat(verdict.consequence()).isEqualTo(Consequence.AT_RISK);
    assertThat(newest(verdict)).isEqualTo("2026-01-19T02:00:00Z");
    assertThat(verdict.since()).contains(Instant.parse("2026-01-19T03:00:00Z"));
  }

  @Test
  void only_a_set_from_the_future_is_nothing_to_restore() {
    var verdict = judge(folder().full("20990101T000000Z", 1));

    assertThat(verdict.consequence()).isEqualTo(Consequence.NOTHING_TO_RESTORE);
  }

  @Test
  void a_clock_that_is_a_quarter_of_an_hour_ahead_is_no_future() {
    var verdict = judge(folder().full("20260120T081500Z", 1));

    assertThat(verdict).isInstanceOf(Verdict.Fresh.class);
    assertThat(verdict.newest().orElseThrow().age(NOW)).isEqualTo(Duration.ZERO);
    assertThat(judge(folder().full("20260120T081501Z", 1))).isInstanceOf(Verdict.Broken.class);
  }

  @Test
  void impossible_dates_and_foreign_names_change_nothing() {
    var folder =
        folder()
            .full("20260119T020000Z", 1)
            .file("duplicity-full.99999999T999999Z.manifest.gpg")
            .file("duplicity-full.00000101T000000Z.manifest.gpg")
            .file("duplicity-full.20260230T000000Z.manifest.gpg")
            .file("duplicity-inc.20260119T020000Z.to.20260118T020000Z.manifest.gpg")
            .file("duplicity-full.notatime.manifest")
            .file("README.txt");

    assertThat(judge(folder)).isInstanceOf(Verdict.Fresh.class);
    assertThat(judge(folder).notes()).isEmpty();
  }

  @Test
  void an_unencrypted_folder_is_judged_alike() {
    var folder =
        folder().unencrypted().full("20260101T020000Z", 2).increment("20260119T020000Z", 1);

    assertThat(judge(folder)).isInstanceOf(Verdict.Fresh.class);
    assertThat(judge(folder.without("full.20260101T020000Z.vol1")))
        .isInstanceOf(Verdict.Broken.class);
  }

  @Test
  void a_run_in_progress_is_a_note_while_a_fresh_backup_is_there() {
    var folder =
        folder()
            .full("20260118T020000Z", 1)
            .stored("2026-01-20T06:00:00Z")
            .increment("20260120T020000Z", 3)
            .without("to.20260120T020000Z.manifest");

    assertThat(judge(folder)).isInstanceOf(Verdict.Fresh.class);
    assertThat(story(folder))
        .contains("The one folder is fresh and whole.")
        .contains("A run that began on 2026-01-20 02:00:00 UTC has not finished; its last file")
        .contains("came 2 hours ago.");
  }

  @Test
  void an_interrupted_run_is_a_note_while_a_fresh_backup_is_there() {
    var folder =
        folder()
            .full("20260115T020000Z", 1)
            .increment("20260117T020000Z", 3)
            .without("to.20260117T020000Z.manifest");

    assertThat(judge(folder)).isInstanceOf(Verdict.Fresh.class);
    assertThat(story(folder)).contains("was interrupted, or its manifest was lost");
  }

  @Test
  void a_late_folder_says_that_a_run_is_in_progress() {
    var folder =
        folder()
            .full("20260101T020000Z", 1)
            .stored("2026-01-20T06:00:00Z")
            .increment("20260120T020000Z", 3)
            .without("to.20260120T020000Z.manifest");

    assertThat(judge(folder)).isInstanceOf(Verdict.Late.class);
    assertThat(story(folder))
        .contains("No whole backup has come for 19 days 6 hours")
        .contains("A run that began on 2026-01-20 02:00:00 UTC has not finished");
  }

  @Test
  void a_first_run_in_progress_is_no_backup_yet() {
    var folder =
        folder()
            .stored("2026-01-20T07:40:00Z")
            .full("20260118T020000Z", 3)
            .without("full.20260118T020000Z.manifest");

    assertThat(judge(folder)).isInstanceOf(Verdict.NeverArrived.class);
    assertThat(story(folder))
        .contains("No whole backup is here yet. A run that began on 2026-01-18 02:00:00 UTC")
        .contains("its last file came 20 minutes ago");
  }

  @Test
  void leftovers_that_a_newer_backup_superseded_are_a_note() {
    var folder =
        folder()
            .full("20260110T020000Z", 3)
            .without("full.20260110T020000Z.manifest")
            .full("20260119T020000Z", 1);

    assertThat(judge(folder)).isInstanceOf(Verdict.Fresh.class);
    assertThat(story(folder)).contains("Left behind: the full 20260110T020000Z has no manifest");
  }

  @Test
  void an_increment_that_a_later_one_replaced_is_a_note() {
    var folder =
        folder()
            .full("20260110T020000Z", 1)
            .increment("20260111T020000Z", 1)
            .increment("20260110T020000Z", "20260119T020000Z", 1);

    assertThat(judge(folder)).isInstanceOf(Verdict.Fresh.class);
    assertThat(story(folder)).contains("was superseded by a later increment");
  }
}

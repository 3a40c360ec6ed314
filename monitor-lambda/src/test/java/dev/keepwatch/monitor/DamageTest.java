package dev.keepwatch.monitor;

import static dev.keepwatch.monitor.FolderBuilder.folder;
import static dev.keepwatch.monitor.Judging.judge;
import static dev.keepwatch.monitor.Judging.newest;
import static dev.keepwatch.monitor.Judging.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Judgement of damaged folders, by what can still be restored.
class DamageTest {

  private static FolderBuilder fullAndTwoIncrements() {
    return folder()
        .full("20260117T020000Z", 3)
        .increment("20260118T020000Z", 3)
        .increment("20260119T020000Z", 1);
  }

  private static void assertBroken(FolderBuilder folder, Consequence consequence) {
    assertThat(judge(folder)).isInstanceOf(Verdict.Broken.class);
    assertThat(judge(folder).consequence()).isEqualTo(consequence);
  }

  @Test
  void without_a_volume_of_the_full_nothing_can_be_restored() {
    var folder = fullAndTwoIncrements().without("full.20260117T020000Z.vol2");

    assertBroken(folder, Consequence.NOTHING_TO_RESTORE);
    assertThat(judge(folder).newest()).isEmpty();
    assertThat(story(folder))
        .contains("BROKEN s3://acme/home")
        .contains("Newest whole backup: none")
        .contains("Nothing can be restored. The full 20260117T020000Z lacks volume 2.")
        .contains("keepwatch full SOURCE s3://acme/home")
        .contains("keepwatch full SOURCE s3://acme/home");
  }

  @Test
  void without_a_volume_of_an_increment_the_chain_ends_before_it() {
    var folder = fullAndTwoIncrements().without("to.20260118T020000Z.vol2");

    assertBroken(folder, Consequence.AT_RISK);
    assertThat(newest(judge(folder))).isEqualTo("2026-01-17T02:00:00Z");
    assertThat(judge(folder).since()).contains(Instant.parse("2026-01-18T02:00:00Z"));
    assertThat(story(folder))
        .contains("Newest whole backup: 2026-01-17 02:00:00 UTC, 3 days 6 hours ago")
        .contains("2 newer backups cannot be restored. The increment 20260117T020000Z to")
        .contains("lacks volume 2.");
  }

  @Test
  void a_broken_chain_whose_last_good_point_is_too_old_counts_as_too_old() {
    var folder =
        folder()
            .full("20260101T020000Z", 1)
            .increment("20260102T020000Z", 2)
            .increment("20260119T020000Z", 1)
            .without("to.20260102T020000Z.vol1");

    assertBroken(folder, Consequence.TOO_OLD);
  }

  @Test
  void a_manifest_without_volumes_is_no_backup() {
    var folder = folder().full("20260119T020000Z", 0);

    assertBroken(folder, Consequence.NOTHING_TO_RESTORE);
    assertThat(story(folder)).contains("The full 20260119T020000Z lacks volume 1.");
  }

  @Test
  void an_increment_without_its_full_is_no_backup() {
    var folder = fullAndTwoIncrements().without("full");

    assertBroken(folder, Consequence.NOTHING_TO_RESTORE);
    assertThat(story(folder))
        .contains("there is no backup of 20260117T020000Z that it could build on")
        .contains("there is no backup of 20260118T020000Z that it could build on");
  }

  @Test
  void an_increment_whose_parent_is_gone_leaves_what_is_before() {
    var folder = fullAndTwoIncrements().without("20260117T020000Z.to.20260118T020000Z");

    assertBroken(folder, Consequence.AT_RISK);
    assertThat(newest(judge(folder))).isEqualTo("2026-01-17T02:00:00Z");
    assertThat(story(folder)).contains("1 newer backup cannot be restored.");
  }

  @Test
  void a_lost_manifest_of_a_full_is_named_before_the_increments_that_need_it() {
    var folder = fullAndTwoIncrements().without("full.20260117T020000Z.manifest");

    assertBroken(folder, Consequence.NOTHING_TO_RESTORE);
    assertThat(story(folder))
        .contains("Nothing can be restored. The full 20260117T020000Z has no manifest (3 volumes")
        .contains("keepwatch full SOURCE s3://acme/home");
  }

  @Test
  void a_lost_manifest_of_an_increment_is_damage_when_another_builds_on_it() {
    var folder = fullAndTwoIncrements().without("to.20260118T020000Z.manifest");

    assertBroken(folder, Consequence.AT_RISK);
    assertThat(story(folder))
        .contains("The increment 20260117T020000Z to 20260118T020000Z has no manifest")
        .contains("keepwatch full SOURCE s3://acme/home");
  }

  @Test
  void a_full_that_stopped_long_ago_and_nothing_else_is_nothing_to_restore() {
    var folder = folder().full("20260115T020000Z", 4).without("full.20260115T020000Z.manifest");

    assertBroken(folder, Consequence.NOTHING_TO_RESTORE);
  }

  @Test
  void only_signatures_are_nothing_to_restore() {
    var folder = fullAndTwoIncrements().without("difftar").without("manifest");

    assertBroken(folder, Consequence.NOTHING_TO_RESTORE);
  }

  @Test
  void without_signatures_of_the_newest_chain_the_next_increment_is_at_risk() {
    var folder = fullAndTwoIncrements().without("full-signatures");

    assertBroken(folder, Consequence.AT_RISK);
    assertThat(newest(judge(folder))).isEqualTo("2026-01-19T02:00:00Z");
    assertThat(story(folder))
        .contains("has no signatures: it can be restored, but not listed or continued.")
        .doesNotContain("cannot be restored.")
        .contains("keepwatch full SOURCE s3://acme/home");
  }

  @Test
  void the_same_part_twice_is_damage_even_in_an_old_chain() {
    var folder =
        folder()
            .unencrypted()
            .full("20260101T020000Z", 1)
            .file("duplicity-full.20260101T020000Z.manifest.gz")
            .full("20260119T020000Z", 1);

    assertBroken(folder, Consequence.AT_RISK);
    assertThat(newest(judge(folder))).isEqualTo("2026-01-19T02:00:00Z");
    assertThat(story(folder))
        .contains("has the same part twice: duplicity-full.20260101T020000Z.manifest.gz.")
        .contains("duplicity refuses any work on such an archive.");
  }

  @Test
  void damage_in_an_old_chain_is_a_note_where_a_newer_one_is_fresh_and_whole() {
    var folder =
        folder()
            .full("20251201T020000Z", 3)
            .increment("20251202T020000Z", 1)
            .increment("20251203T020000Z", 1)
            .without("full.20251201T020000Z.vol2")
            .without("to.20251202T020000Z.manifest")
            .without("new-signatures.20251202T020000Z")
            .full("20260119T020000Z", 1);

    assertThat(judge(folder)).isInstanceOf(Verdict.Fresh.class);
    assertThat(judge(folder).notes())
        .isNotEmpty()
        .allMatch(note -> note instanceof Finding.Remains, "is a thing of the past");
    assertThat(story(folder)).contains("Left behind: the full 20251201T020000Z lacks volume 2");
  }

  @Test
  void an_old_whole_chain_does_not_hide_that_the_newer_ones_are_damaged() {
    var folder =
        folder()
            .full("20260110T020000Z", 1)
            .increment("20260115T020000Z", 1)
            .full("20260116T020000Z", 2)
            .without("full.20260116T020000Z.vol1");

    assertBroken(folder, Consequence.AT_RISK);
    assertThat(newest(judge(folder))).isEqualTo("2026-01-15T02:00:00Z");
    assertThat(story(folder)).contains("1 newer backup cannot be restored.");
  }

  @Test
  void what_was_finished_while_the_listing_was_read_is_not_called_damaged() {
    var folder =
        folder()
            .full("20260119T020000Z", 1)
            .stored("2026-01-20T07:50:00Z")
            .full("20260120T020000Z", 2)
            .without("full.20260120T020000Z.vol1")
            .without("full-signatures.20260120T020000Z");

    assertThat(judge(folder)).isInstanceOf(Verdict.Fresh.class);
    assertThat(newest(judge(folder))).isEqualTo("2026-01-19T02:00:00Z");
    assertThat(judge(folder).notes())
        .allMatch(note -> note instanceof Finding.Unfinished unfinished && unfinished.running());
  }

  @Test
  void a_time_in_the_future_is_no_excuse_for_what_lacks() {
    var folder =
        folder()
            .full("20260118T020000Z", 1)
            .stored("2026-02-20T00:00:00Z")
            .full("20260119T020000Z", 2)
            .without("full.20260119T020000Z.vol1");

    assertBroken(folder, Consequence.AT_RISK);
  }

  @Test
  void a_long_list_of_damage_is_told_by_its_beginning() {
    var folder = folder().full("20260110T020000Z", 1);
    for (int day = 11; day <= 19; day++) {
      folder.increment("202601" + day + "T020000Z", 1);
    }

    var story = story(folder.without("full"));
    assertThat(story)
        .contains("there is no backup of 20260110T020000Z that")
        .contains("there is no backup of 20260112T020000Z that")
        .doesNotContain("there is no backup of 20260113T020000Z that")
        .contains("There is more of this: 6 findings.");
  }
}

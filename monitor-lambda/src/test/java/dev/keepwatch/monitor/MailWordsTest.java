package dev.keepwatch.monitor;

import static dev.keepwatch.monitor.FolderBuilder.folder;
import static dev.keepwatch.monitor.Golden.assertGolden;
import static dev.keepwatch.monitor.Judging.NOW;
import static dev.keepwatch.monitor.Judging.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The words of the mails, to the letter.
class MailWordsTest {

  private static final FolderBuilder FRESH = folder().full("20260119T020000Z", 2);
  private static final FolderBuilder LATE =
      folder().full("20260101T020000Z", 2).increment("20260110T020000Z", 1);
  private static final FolderBuilder BROKEN =
      folder()
          .full("20260117T020000Z", 3)
          .increment("20260118T020000Z", 2)
          .increment("20260119T020000Z", 1)
          .without("to.20260118T020000Z.vol1");
  private static final FolderBuilder RUINED = folder().full("20260117T020000Z", 3).without("vol2");

  private static MonitorReport report(
      Listing<Target.Bucket> listing, String zone, String... places) {
    var targets = Stream.of(places).map(Target.Bucket::parse).toList();
    var inspection = new Inspection(listing, new DirectoryListing(), InstantSource.fixed(NOW));
    return new MonitorReport(inspection.of(targets, List.of(), WEEK, ZoneId.of(zone)));
  }

  private static MonitorReport fleet() {
    var listing =
        new MemoryListing()
            .with("acme-web01/home", FRESH)
            .with("acme-web01/var/lib", LATE)
            .with("acme-web02/etc", BROKEN)
            .with("acme-web02/srv", RUINED)
            .with("acme-web02/opt", FRESH)
            .empty("acme-web03")
            .refused("acme-web04", "access is denied", "Give the right s3:ListBucket on it.");
    return report(listing, "UTC", "acme-web01", "acme-web02", "acme-web03", "acme-web04");
  }

  private static String asFile(Mail mail) {
    return "Subject: " + mail.subject() + "\n\n" + mail.text();
  }

  private static Mail alert(MonitorReport report) {
    return report.alert().orElseThrow();
  }

  @Test
  void nothing_is_said_when_all_is_well() {
    var report = report(new MemoryListing().with("acme/home", FRESH), "UTC", "acme");

    assertThat(report.healthy()).isTrue();
    assertThat(report.alert()).isEmpty();
  }

  @Test
  void a_late_folder_is_told_in_utc_and_local_time() throws IOException {
    var report =
        report(
            new MemoryListing().with("acme/home", LATE).with("acme/etc", FRESH),
            "Europe/Berlin",
            "acme");

    assertGolden("late.txt", asFile(alert(report)));
  }

  @Test
  void a_broken_chain_is_told_with_what_is_left() throws IOException {
    assertGolden(
        "broken.txt",
        asFile(alert(report(new MemoryListing().with("acme", BROKEN), "UTC", "acme"))));
  }

  @Test
  void an_emptied_bucket_is_told() throws IOException {
    assertGolden(
        "never-arrived.txt",
        asFile(alert(report(new MemoryListing().empty("acme"), "UTC", "acme/home"))));
  }

  @Test
  void of_a_fleet_only_the_folders_in_trouble_are_told_and_the_worst_first() throws IOException {
    assertGolden("fleet.txt", asFile(alert(fleet())));
  }

  @Test
  void the_html_of_the_fleet_looks_as_it_should() throws IOException {
    assertGolden("fleet.html", alert(fleet()).html());
  }

  @Test
  void a_test_mail_shows_what_an_alert_would_say_and_every_folder() throws IOException {
    assertGolden("test-of-fleet.txt", asFile(fleet().testMail()));
  }

  @Test
  void a_test_mail_says_when_nothing_is_wrong() throws IOException {
    var listing =
        new MemoryListing()
            .with("acme/home", FRESH)
            .with("acme/etc", FRESH)
            .with("acme/etc", folder().full("20260102T020000Z", 1).without("manifest"));

    assertGolden("test-all-well.txt", asFile(report(listing, "UTC", "acme").testMail()));
  }

  @Test
  void a_terminal_shows_trouble_and_every_folder() throws IOException {
    assertGolden("terminal.txt", fleet().text());
  }

  @Test
  void programs_get_the_same_as_json() throws IOException {
    assertGolden("fleet.json", fleet().json().replace("{\"url\"", "\n{\"url\"") + "\n");
  }

  @Test
  void text_and_html_say_the_same_words() {
    for (var mail : List.of(alert(fleet()), fleet().testMail())) {
      assertThat(HtmlWords.of(mail.html())).isEqualTo(HtmlWords.ofText(mail.text()));
    }
  }

  @Test
  void prose_keeps_to_72_columns() {
    assertThat(fleet().testMail().text().lines())
        .filteredOn(line -> line.contains(" ") && !line.strip().startsWith("keepwatch "))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
  }

  @Test
  void of_equally_bad_folders_the_one_that_lost_most_comes_first() {
    var listing =
        new MemoryListing()
            .with("acme/a", folder().full("20260105T020000Z", 1))
            .with("acme/b", folder().full("20260101T020000Z", 1))
            .with("acme/c", folder().full("20260103T020000Z", 1));

    assertThat(alert(report(listing, "UTC", "acme")).text())
        .containsSubsequence("LATE s3://acme/b", "LATE s3://acme/c", "LATE s3://acme/a");
  }

  @Test
  void very_many_folders_in_trouble_are_told_by_the_first_and_counted() {
    var listing = new MemoryListing();
    for (int i = 100; i < 600; i++) {
      listing.with("acme/host" + i, LATE);
    }
    var mail = alert(report(listing, "UTC", "acme"));

    assertThat(mail.text())
        .startsWith("Trouble in 500 of 500 folders: 500 too old.\n")
        .contains("LATE s3://acme/host139")
        .doesNotContain("LATE s3://acme/host140")
        .contains("460 folders are more in trouble");
  }
}

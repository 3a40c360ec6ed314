package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The part `monitor:` of `fleet.yaml`.
final class MonitorSection {
  static final List<String> KEYS =
      List.of(
          "sender",
          "recipients",
          "schedule",
          "max-age-days",
          "first-backup-within",
          "account",
          "region",
          "alarm-email",
          "reserve-concurrency");
  private static final List<String> SCHEDULE_KEYS = List.of("cron", "rate", "time-zone");
  static final int DEFAULT_MAX_AGE_DAYS = 7;
  private static final Duration FIRST_BACKUP_WITHIN = Duration.ofDays(2);
  private static final int MOST_RECIPIENTS = 50;
  private static final int MOST_DAYS = 3650;

  private final Section section;
  private final Problems problems;

  MonitorSection(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  Optional<Monitor> monitor() {
    Optional<MailAddress> sender = section.required("sender", MailAddress::parse);
    List<MailAddress> recipients = recipients();
    List<MailAddress> alarm =
        section.value("alarm-email", MailAddress::parsePlain).map(List::of).orElse(recipients);
    Schedule schedule = schedule();
    int days = section.value("max-age-days", MonitorSection::days).orElse(DEFAULT_MAX_AGE_DAYS);
    Duration first =
        section.value("first-backup-within", Folder::parseInterval).orElse(FIRST_BACKUP_WITHIN);
    Place place = Place.of(section, Place.OF_CREDENTIALS);
    boolean reserve = section.value("reserve-concurrency", YesOrNo::parse).orElse(true);
    return sender.map(
        from -> new Monitor(from, recipients, alarm, schedule, days, first, place, reserve));
  }

  private List<MailAddress> recipients() {
    section.requirePresent("recipients");
    section.requireItems("recipients", "nobody would hear of trouble");
    var recipients =
        section.list("recipients", MailAddress::parsePlain).stream().distinct().toList();
    if (recipients.size() > MOST_RECIPIENTS) {
      problems.add(
          section.lineOf("recipients"),
          recipients.size()
              + " recipients are more than the "
              + MOST_RECIPIENTS
              + " to whom one mail can go; make a list of them where your mail is");
    }
    return recipients;
  }

  private Schedule schedule() {
    Schedule daily = new Schedule.Cron(DailyCron.AT_SEVEN, Schedule.parseZone("UTC"));
    return section.section("schedule", SCHEDULE_KEYS).map(this::schedule).orElse(daily);
  }

  private Schedule schedule(Section times) {
    var zone = times.value("time-zone", Schedule::parseZone);
    var cron = times.value("cron", DailyCron::new);
    var rate = times.value("rate", Schedule.Rate::parse);
    if (times.has("cron") == times.has("rate")) {
      problems.add(
          section.lineOf("schedule"), "schedule of monitor has either cron or rate, and not both");
    } else if (times.has("rate") && times.has("time-zone")) {
      problems.add(
          times.lineOf("time-zone"),
          "time-zone of schedule of monitor goes with cron; a rate has no time of day");
    }
    if (rate.isPresent()) {
      return rate.get();
    }
    return new Schedule.Cron(
        cron.orElse(DailyCron.AT_SEVEN), zone.orElse(Schedule.parseZone("UTC")));
  }

  private static int days(String text) {
    return WholeNumber.parse(text, 1, MOST_DAYS);
  }
}

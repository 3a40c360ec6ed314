package dev.keepwatch.monitor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the function is told by its environment.
///
/// @param targets where to look
/// @param expected folders in them that must hold a backup
/// @param sender who the mails come from
/// @param recipients who they go to; SES takes at most 50
/// @param maxAge what is strictly older is late
/// @param zone the local time of the recipients
record MonitorSettings(
    List<Target.Bucket> targets,
    List<Target.Bucket> expected,
    MailAddress sender,
    List<MailAddress> recipients,
    Duration maxAge,
    ZoneId zone) {

  private static final int MOST_RECIPIENTS = 50;
  private static final int MOST_DAYS = 36500;

  MonitorSettings {
    targets = List.copyOf(targets);
    expected = List.copyOf(expected);
    recipients = List.copyOf(recipients);
  }

  /// @throws IllegalArgumentException if a setting is missing or wrong; the message is one sentence
  ///   that names it
  static MonitorSettings of(Map<String, String> environment) {
    var reader = new Reader(environment);
    var targets = reader.required("BUCKET_NAME", MonitorSettings::targets);
    return new MonitorSettings(
        targets,
        reader.optional("EXPECTED_FOLDERS", text -> expected(text, targets)).orElse(List.of()),
        reader.required("SENDER_ADDR", MailAddress::parse),
        reader.required("RECIPIENT_ADDR", MonitorSettings::recipients),
        reader.optional("MAX_AGE_DAYS", MonitorSettings::days).orElse(Duration.ofDays(7)),
        reader.optional("TIME_ZONE", MonitorSettings::zone).orElse(ZoneOffset.UTC));
  }

  private static List<Target.Bucket> targets(String text) {
    return Stream.of(text.split(",", -1))
        .map(s -> Target.Bucket.parse(s.strip()))
        .distinct()
        .toList();
  }

  private static List<Target.Bucket> expected(String text, List<Target.Bucket> targets) {
    var expected = targets(text);
    for (var folder : expected) {
      if (targets.stream().noneMatch(target -> target.covers(folder))) {
        throw new IllegalArgumentException("BUCKET_NAME does not hold " + folder);
      }
    }
    return expected;
  }

  private static List<MailAddress> recipients(String text) {
    var recipients = MailAddress.parseAll(text);
    if (recipients.size() > MOST_RECIPIENTS) {
      throw new IllegalArgumentException(
          "a mail can go to %d recipients at most, not to %d"
              .formatted(MOST_RECIPIENTS, recipients.size()));
    }
    return recipients;
  }

  private static Duration days(String text) {
    if (!text.matches("[0-9]{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_DAYS) {
      throw new IllegalArgumentException(
          "\"" + SafeText.cut(text) + "\" is no number of days: give a whole number, 1 or more");
    }
    return Duration.ofDays(Integer.parseInt(text));
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + SafeText.cut(text) + "\" is no time zone: give one like Europe/Berlin", e);
    }
  }

  /// Reads settings so that what is wrong is told with the setting's name.
  private record Reader(Map<String, String> environment) {

    <T> T required(String name, Function<String, T> form) {
      return optional(name, form)
          .orElseThrow(
              () -> new IllegalArgumentException(name + " is not set; the monitor needs it."));
    }

    <T> Optional<T> optional(String name, Function<String, T> form) {
      String value = environment.get(name);
      if (value == null) {
        return Optional.empty();
      }
      if (value.isBlank()) {
        throw new IllegalArgumentException(name + " is empty; set it, or take it away.");
      }
      try {
        return Optional.of(form.apply(value.strip()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + " is wrong: " + e.getMessage() + ".", e);
      }
    }
  }
}

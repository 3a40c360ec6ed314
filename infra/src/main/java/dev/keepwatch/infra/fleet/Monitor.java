package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.util.List;

/// How the fleet is watched, and who hears of trouble.
///
/// @param alarmRecipients who hears that the monitor itself is in trouble
/// @param maxAgeDays how old the newest whole backup of a folder may be that has no limit of its
///   own
/// @param firstBackupWithin how long a new host may take until its first backup
/// @param reserveConcurrency whether the account sets one execution aside, so that never two run at
///   a time
public record Monitor(
    MailAddress sender,
    List<MailAddress> recipients,
    List<MailAddress> alarmRecipients,
    Schedule schedule,
    int maxAgeDays,
    Duration firstBackupWithin,
    Place place,
    boolean reserveConcurrency) {
  public Monitor {
    recipients = List.copyOf(recipients);
    alarmRecipients = List.copyOf(alarmRecipients);
  }
}

package dev.keepwatch.infra.fleet;

import java.util.List;

/// How the fleet is watched, and who hears of trouble.
///
/// @param alarmRecipients who hears that the monitor itself is in trouble
/// @param reserveConcurrency whether the account sets one execution aside, so that never two run at
///   a time
public record Monitor(
    MailAddress sender,
    List<MailAddress> recipients,
    List<MailAddress> alarmRecipients,
    Schedule schedule,
    int maxAgeDays,
    Region region,
    boolean reserveConcurrency) {
  public Monitor {
    recipients = List.copyOf(recipients);
    alarmRecipients = List.copyOf(alarmRecipients);
  }
}

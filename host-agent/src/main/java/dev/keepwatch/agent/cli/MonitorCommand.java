package dev.keepwatch.agent.cli;

import dev.keepwatch.monitor.Monitor;
import java.time.Duration;

/// `monitor`: the Lambda's look at archives, from here.
final class MonitorCommand {

  private final Composition parts;

  MonitorCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws UsageException {
    var options = invocation.options().monitor();
    if (options.maxAgeDays < 1) {
      throw new UsageException("--max-age-days is a number of days, at least 1");
    }
    var machine = parts.machine();
    var monitor = new Monitor(parts.s3().environment(), machine.clock(), machine.zone());
    try {
      var report = monitor.check(invocation.words(), Duration.ofDays(options.maxAgeDays));
      if (parts.terminal().speaksJson()) {
        parts.terminal().document(report.json().stripTrailing());
      } else {
        parts.terminal().result(report.text().stripTrailing());
      }
      return report.healthy() ? ExitCode.OK : ExitCode.GENERAL;
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}

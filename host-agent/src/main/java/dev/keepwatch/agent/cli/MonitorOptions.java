package dev.keepwatch.agent.cli;

import picocli.CommandLine.Option;

/// Options about the monitor.
final class MonitorOptions {

  @Option(
      names = "--max-age-days",
      paramLabel = "N",
      description = "From which age the newest backup is late; 7 if nothing is given.")
  int maxAgeDays = 7;
}

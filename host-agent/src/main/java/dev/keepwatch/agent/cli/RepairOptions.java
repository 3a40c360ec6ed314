package dev.keepwatch.agent.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about what no other manifest of an archive tells.
final class RepairOptions {

  @Option(
      names = "--host-name",
      paramLabel = "NAME",
      description = "The host that a rebuilt manifest names; else that of the nearest manifest.")
  Optional<String> hostName = Optional.empty();

  @Option(
      names = "--source-name",
      paramLabel = "DIR",
      description = "The directory that was backed up; else that of the nearest manifest.")
  Optional<String> sourceName = Optional.empty();
}

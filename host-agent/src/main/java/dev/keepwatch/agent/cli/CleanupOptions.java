package dev.keepwatch.agent.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about what interrupted runs have left.
final class CleanupOptions {

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      description = "Only what was last written to before this time; 7D if nothing is given.")
  Optional<String> olderThan = Optional.empty();
}

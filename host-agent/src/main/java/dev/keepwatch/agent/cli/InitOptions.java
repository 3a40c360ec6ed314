package dev.keepwatch.agent.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about a new configuration.
final class InitOptions {

  @Option(
      names = "--from-stack",
      paramLabel = "NAME",
      description = "With init: the stack of the host, as keepwatch-web01.")
  Optional<String> stack = Optional.empty();
}

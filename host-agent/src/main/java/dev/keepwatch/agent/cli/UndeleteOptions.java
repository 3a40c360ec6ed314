package dev.keepwatch.agent.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about what was deleted.
final class UndeleteOptions {

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "With undelete: what was deleted at this time or later comes back, what was deleted before"
              + " does not.")
  Optional<String> since = Optional.empty();
}

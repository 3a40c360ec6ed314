package dev.keepwatch.agent.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Options for who must not believe all that lies there.
final class HindsightOptions {

  @Option(
      names = "--stored-before",
      paramLabel = "TIME",
      description =
          "With restore, verify, list-current-files, collection-status and replicate: looks past all"
              + " that was stored at this time or later, whatever its name says; for after a break-in."
              + " The storage's clock counts, which at S3 no host can set.")
  Optional<String> storedBefore = Optional.empty();
}

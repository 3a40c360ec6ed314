package dev.keepwatch.agent.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about the copy of an archive.
final class ReplicateOptions {

  @Option(
      names = "--target-file-prefix",
      paramLabel = "TEXT",
      description =
          "What all names in the copy begin with, where that is not what --file-prefix says.")
  Optional<String> prefix = Optional.empty();
}

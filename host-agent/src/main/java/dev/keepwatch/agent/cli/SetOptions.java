package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.SetDetails;
import dev.keepwatch.agent.rsync.BlockLength;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about what stands in a new set beside the data.
final class SetOptions {

  @Option(
      names = "--max-blocksize",
      paramLabel = "BYTES",
      description =
          "How long the blocks of a signature may become that an increment compares; without it"
              + " about the square root of a file's size.")
  Optional<Integer> maxBlockLength = Optional.empty();

  @Option(
      names = "--no-files-changed",
      description =
          "Leaves the list of changed files out of the manifest; --file-changed and"
              + " --show-changes-in-set find nothing then.")
  boolean noChangedFiles;

  @Option(
      names = "--jsonstat",
      description =
          "Stores the statistics as JSON beside the set, and shows them. With collection-status:"
              + " shows those that are stored.")
  boolean statistics;

  @Option(
      names = "--skip-if-no-change",
      description = "Stores no increment where nothing has changed.")
  boolean skipUnchanged;

  /// @throws UsageException if blocks are to have no length
  SetDetails details() throws UsageException {
    if (maxBlockLength.isPresent() && maxBlockLength.get() < 1) {
      throw new UsageException("--max-blocksize is a number of bytes, at least 1");
    }
    return new SetDetails(
        maxBlockLength.map(BlockLength::new).orElse(BlockLength.USUAL),
        !noChangedFiles,
        statistics,
        skipUnchanged);
  }
}

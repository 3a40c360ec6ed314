package dev.keepwatch.agent.cli;

import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options about what is backed up, and in which pieces.
final class BackupOptions {

  private static final long MIB = 1 << 20;

  @Option(
      names = "--full-if-older-than",
      paramLabel = "TIME",
      description = "Makes a full backup if the last one is older, for instance 1M or 14D.")
  Optional<String> fullIfOlderThan = Optional.empty();

  @Option(
      names = "--volsize",
      paramLabel = "MIB",
      description = "How large a volume may become, in MiB; 200 if nothing is given.")
  int volumeSize = 200;

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--allow-source-mismatch",
      description = "Goes on with the archive of another host or directory.")
  boolean allowSourceMismatch;

  @Option(
      names = "--no-print-statistics",
      description = "Does not show the statistics behind a backup.")
  boolean noStatistics;

  long volumeSizeBytes() {
    return volumeSize * MIB;
  }
}

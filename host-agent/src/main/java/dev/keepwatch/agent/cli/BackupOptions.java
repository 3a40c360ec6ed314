package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.selection.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description =
          "Backs up what matches. Rules are asked in the order in which they stand; the first that"
              + " matches decides.")
  List<String> includes = new ArrayList<>();

  @Option(names = "--exclude", paramLabel = "PATTERN", description = "Leaves out what matches.")
  List<String> excludes = new ArrayList<>();

  @Option(
      names = "--allow-source-mismatch",
      description = "Goes on with the archive of another host or directory.")
  boolean allowSourceMismatch;

  @Option(
      names = "--no-print-statistics",
      description = "Does not show the statistics behind a backup.")
  boolean noStatistics;

  /// Includes and excludes, in the order in which they were given.
  final List<Rule> rules = new ArrayList<>();

  long volumeSizeBytes() {
    return volumeSize * MIB;
  }
}

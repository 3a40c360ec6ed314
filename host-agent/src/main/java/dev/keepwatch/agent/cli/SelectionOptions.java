package dev.keepwatch.agent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// Options about what of the source is backed up. The order of most of them counts.
final class SelectionOptions {

  /// Options that are rules, or change how the rules behind them are understood.
  static final Set<String> ORDERED =
      Set.of(
          "--include",
          "--exclude",
          "--include-regexp",
          "--exclude-regexp",
          "--include-globbing-filelist",
          "--exclude-globbing-filelist",
          "--include-filelist-stdin",
          "--exclude-filelist-stdin",
          "--exclude-if-present",
          "--exclude-older-than",
          "--exclude-device-files",
          "--exclude-other-filesystems",
          "--filter-globbing",
          "--filter-literal",
          "--filter-regexp",
          "--filter-ignorecase",
          "--filter-strictcase");

  /// One of them, as it was given.
  ///
  /// @param option its longest name
  /// @param value what was given with it; nothing useful for one that takes no value
  record Given(String option, String value) {}

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
      names = "--include-regexp",
      paramLabel = "REGEXP",
      description = "Backs up what the regular expression is found in.")
  List<String> includeRegexps = new ArrayList<>();

  @Option(
      names = "--exclude-regexp",
      paramLabel = "REGEXP",
      description = "Leaves out what the regular expression is found in.")
  List<String> excludeRegexps = new ArrayList<>();

  @Option(
      names = {"--include-filelist", "--include-globbing-filelist"},
      paramLabel = "FILE",
      description = "Patterns of what is backed up, one on each line.")
  List<String> includeLists = new ArrayList<>();

  @Option(
      names = {"--exclude-filelist", "--exclude-globbing-filelist"},
      paramLabel = "FILE",
      description = "Patterns of what is left out, one on each line.")
  List<String> excludeLists = new ArrayList<>();

  @Option(
      names = "--include-filelist-stdin",
      description = "The same as --include-filelist with what stands on standard input.")
  boolean includeStdin;

  @Option(
      names = "--exclude-filelist-stdin",
      description = "The same as --exclude-filelist with what stands on standard input.")
  boolean excludeStdin;

  @Option(
      names = "--exclude-if-present",
      paramLabel = "NAME",
      description = "Leaves out directories that hold a file of this name.")
  List<String> markers = new ArrayList<>();

  @Option(
      names = "--exclude-older-than",
      paramLabel = "TIME",
      description = "Leaves out regular files that were last modified before this time.")
  List<String> ages = new ArrayList<>();

  @Option(names = "--exclude-device-files", description = "Leaves out device nodes.")
  boolean noDevices;

  @Option(
      names = "--exclude-other-filesystems",
      description = "Leaves out what lies on another file system than the source.")
  boolean oneFilesystem;

  @Option(
      names = "--files-from",
      paramLabel = "FILE",
      description = "Looks only at the paths that stand in this file, relative to the source.")
  Optional<String> filesFrom = Optional.empty();

  @Option(
      names = "--null-separator",
      description = "Lists of files and patterns are separated by NUL instead of line feeds.")
  boolean nullSeparator;

  @Option(names = "--filter-globbing", description = "Patterns behind this are shell patterns.")
  boolean globbing;

  @Option(names = "--filter-literal", description = "Patterns behind this are paths.")
  boolean literal;

  @Option(names = "--filter-regexp", description = "Patterns behind this are regular expressions.")
  boolean regexp;

  @Option(names = "--filter-ignorecase", description = "Patterns behind this ignore case.")
  boolean ignoreCase;

  @Option(names = "--filter-strictcase", description = "Patterns behind this tell case apart.")
  boolean strictCase;

  @Option(
      names = "--copy-links",
      description = "Backs up what symbolic links point to in their place.")
  boolean copyLinks;

  /// The ordered ones, in the order in which they were given.
  final List<Given> given = new ArrayList<>();
}

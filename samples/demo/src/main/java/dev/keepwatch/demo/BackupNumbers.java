package dev.keepwatch.demo;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The statistics of a backup, in short. They are read from what the command printed.
///
/// @param printed what it printed
record BackupNumbers(String printed) {

  private static final Pattern LINE = Pattern.compile("(?m)^(\\w+) ([0-9]+(?:\\.[0-9]+)?)\\b");

  /// All that the backup knows, new or not.
  String entries() {
    return Amount.count(number("SourceFiles"), "entry", "entries");
  }

  /// What has come to the archive.
  String stored() {
    return Amount.bytes(number("TotalDestinationSizeChange"));
  }

  /// What differs from the backup before, directories among it.
  String differing() {
    return Amount.count(number("DeltaEntries"), "entry differs", "entries differ");
  }

  String seconds() {
    return value("ElapsedTime") + " s";
  }

  private long number(String name) {
    return Long.parseLong(value(name));
  }

  private String value(String name) {
    return LINE.matcher(printed)
        .results()
        .filter(line -> line.group(1).equals(name))
        .map((MatchResult line) -> line.group(2))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the backup did not tell its " + name));
  }
}

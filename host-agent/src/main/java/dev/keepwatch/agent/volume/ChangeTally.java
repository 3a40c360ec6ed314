package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.delta.Change;
import java.util.List;

/// What a run saw and stored, in numbers (FORMAT.md §9.4). Sizes in bytes.
public final class ChangeTally {
  long sourceFiles;
  long sourceFileSize;
  long newFiles;
  long newFileSize;
  long deletedFiles;
  long changedFiles;
  long changedFileSize;

  /// Entries seen, the source itself included.
  public long sourceFiles() {
    return sourceFiles;
  }

  /// What was read of new and changed files, and what the file system says of all others.
  public long sourceFileSize() {
    return sourceFileSize;
  }

  /// Entries that were stored whole.
  public long newFiles() {
    return newFiles;
  }

  public long newFileSize() {
    return newFileSize;
  }

  public long deletedFiles() {
    return deletedFiles;
  }

  /// Files of which the difference was stored.
  public long changedFiles() {
    return changedFiles;
  }

  /// Size of these files as they are now.
  public long changedFileSize() {
    return changedFileSize;
  }

  /// Entries that the set holds something of.
  public long deltaEntries() {
    return newFiles + changedFiles + deletedFiles;
  }

  /// All numbers, for [#of].
  public List<Long> counts() {
    return List.of(
        sourceFiles,
        sourceFileSize,
        newFiles,
        newFileSize,
        deletedFiles,
        changedFiles,
        changedFileSize);
  }

  /// Goes on with the numbers of [#counts].
  ///
  /// @throws IllegalArgumentException if they are not as many
  public static ChangeTally of(List<Long> counts) {
    var tally = new ChangeTally();
    if (counts.size() != tally.counts().size()) {
      throw new IllegalArgumentException("these are not the numbers of a tally: " + counts);
    }
    tally.sourceFiles = counts.get(0);
    tally.sourceFileSize = counts.get(1);
    tally.newFiles = counts.get(2);
    tally.newFileSize = counts.get(3);
    tally.deletedFiles = counts.get(4);
    tally.changedFiles = counts.get(5);
    tally.changedFileSize = counts.get(6);
    return tally;
  }

  /// Counts a change by what the file system says of it, for who only looks.
  public void count(Change change) {
    switch (change) {
      case Change.None(var entry) -> unchanged(entry.sizeBytes());
      case Change.Whole(var entry) -> stored(entry.sizeBytes());
      case Change.Difference(var entry, var then) -> differs(entry.sizeBytes());
      case Change.Gone gone -> gone();
    }
  }

  /// An entry that is no longer there.
  public void gone() {
    deletedFiles++;
  }

  void unchanged(long size) {
    sourceFiles++;
    sourceFileSize += size;
  }

  /// An entry that is stored whole.
  public void stored(long size) {
    unchanged(size);
    newFiles++;
    newFileSize += size;
  }

  /// A file of which the difference is stored.
  public void differs(long size) {
    unchanged(size);
    changedFiles++;
    changedFileSize += size;
  }
}

package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.delta.Change;

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

  /// Counts a change by what the file system says of it, for who only looks.
  public void count(Change change) {
    switch (change) {
      case Change.None(var entry) -> unchanged(entry.sizeBytes());
      case Change.Whole(var entry) -> stored(entry.sizeBytes());
      case Change.Difference(var entry, var then) -> differs(entry.sizeBytes());
      case Change.Gone gone -> deletedFiles++;
    }
  }

  void unchanged(long size) {
    sourceFiles++;
    sourceFileSize += size;
  }

  void stored(long size) {
    unchanged(size);
    newFiles++;
    newFileSize += size;
  }

  void differs(long size) {
    unchanged(size);
    changedFiles++;
    changedFileSize += size;
  }
}

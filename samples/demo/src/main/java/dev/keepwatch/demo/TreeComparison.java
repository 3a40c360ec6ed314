package dev.keepwatch.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Compares two trees, entry by entry and byte by byte: names, kinds, content, targets of links,
/// modes, owners, and times to the second, which is what the format keeps.
///
/// It shares no code with what made the trees.
final class TreeComparison {

  /// Whether the times of links count. Not every program restores them.
  enum LinkTimes {
    COUNT,
    DO_NOT_COUNT
  }

  private final Path expectedRoot;
  private final LinkTimes linkTimes;
  private final List<String> differences = new ArrayList<>();
  private long entries;
  private long bytes;

  private TreeComparison(Path expectedRoot, LinkTimes linkTimes) {
    this.expectedRoot = expectedRoot;
    this.linkTimes = linkTimes;
  }

  /// What came of a comparison.
  ///
  /// @param entries how many were compared, the root among them
  /// @param bytes how much content was compared
  /// @param differences one sentence for each
  record Result(long entries, long bytes, List<String> differences) {
    Result {
      differences = List.copyOf(differences);
    }

    boolean identical() {
      return differences.isEmpty();
    }
  }

  static Result of(Path expected, Path actual, LinkTimes linkTimes) throws IOException {
    var comparison = new TreeComparison(expected, linkTimes);
    comparison.compare(TreeEntry.read(expected), TreeEntry.read(actual));
    return new Result(comparison.entries, comparison.bytes, comparison.differences);
  }

  private void compare(TreeEntry expected, TreeEntry actual) throws IOException {
    entries++;
    if (!expected.isSameKindAs(actual)) {
      differs(expected.path(), "is another kind of entry");
      return;
    }
    compareMetadata(expected, actual);
    if (expected.isRegular()) {
      compareContent(expected, actual);
    } else if (expected.isLink()) {
      if (!Arrays.equals(expected.linkTarget(), actual.linkTarget())) {
        differs(expected.path(), "links elsewhere");
      }
    } else if (expected.isDirectory()) {
      compareChildren(expected, actual);
    }
  }

  private void compareMetadata(TreeEntry expected, TreeEntry actual) {
    if (expected.permissions() != actual.permissions()) {
      differs(
          expected.path(),
          "has mode %o instead of %o".formatted(actual.permissions(), expected.permissions()));
    }
    if (!expected.owner().equals(actual.owner())) {
      differs(expected.path(), "belongs to " + actual.owner() + " instead of " + expected.owner());
    }
    if (!expected.isLink() || linkTimes == LinkTimes.COUNT) {
      compareTimes(expected, actual);
    }
  }

  private void compareTimes(TreeEntry expected, TreeEntry actual) {
    var time = expected.modified().truncatedTo(ChronoUnit.SECONDS);
    var found = actual.modified().truncatedTo(ChronoUnit.SECONDS);
    if (!time.equals(found)) {
      differs(expected.path(), "is of " + found + " instead of " + time);
    }
  }

  private void compareContent(TreeEntry expected, TreeEntry actual) throws IOException {
    bytes += expected.sizeBytes();
    long first = Files.mismatch(expected.path(), actual.path());
    if (first >= 0) {
      differs(expected.path(), "has other content from byte " + first + " on");
    }
  }

  private void compareChildren(TreeEntry expected, TreeEntry actual) throws IOException {
    var wanted = expected.children();
    var found = actual.children();
    var names = new TreeSet<>(wanted.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      Path here = wanted.get(name);
      Path there = found.get(name);
      if (here != null && there != null) {
        compare(TreeEntry.read(here), TreeEntry.read(there));
      } else if (here != null) {
        differs(here, "is not there");
      } else if (there != null) {
        differs(expected.path(), "has one entry too many, " + FileNames.shown(there.getFileName()));
      }
    }
  }

  private void differs(Path path, String how) {
    var name = path.equals(expectedRoot) ? "the directory itself" : shown(path);
    differences.add(name + " " + how);
  }

  private String shown(Path path) {
    return FileNames.shown(expectedRoot.relativize(path));
  }
}

package dev.keepwatch.agent.selection;

import dev.keepwatch.agent.selection.SelectionException.Reason;
import dev.keepwatch.format.archive.ArchivePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A file that lists paths below the source, one on each line, every character of which counts. The
/// directories above them belong to it; what is in a listed directory does not.
public final class PathList {

  private PathList() {}

  /// The rule that leaves out everything else.
  ///
  /// @param name of the list, for messages
  /// @throws SelectionException if a path does not lie below the source, or there is none
  public static Rule rule(String name, byte[] content, boolean nullSeparated)
      throws SelectionException {
    Set<ArchivePath> paths = new HashSet<>();
    for (String line : PathText.of(content).split(nullSeparated ? "\0" : "\n", -1)) {
      if (!line.isEmpty()) {
        add(paths, name, line);
      }
    }
    if (paths.isEmpty()) {
      throw new SelectionException(
          Reason.LIST_EMPTY, "the list " + name + " names no file; nothing would be backed up");
    }
    return new Rule.AllBut(paths);
  }

  private static void add(Set<ArchivePath> paths, String list, String line)
      throws SelectionException {
    List<String> parts =
        Stream.of(line.split("/", -1))
            .filter(part -> !part.isEmpty() && !part.equals("."))
            .toList();
    if (line.startsWith("/") || parts.contains("..")) {
      throw new SelectionException(
          Reason.LISTED_OUTSIDE,
          "the list %s names %s; paths in it begin below the source".formatted(list, line));
    }
    var path = ArchivePath.root();
    paths.add(path);
    for (String part : parts) {
      path = path.child(PathText.bytes(part));
      paths.add(path);
    }
  }
}

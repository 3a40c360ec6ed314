package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.engine.TreeListing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A directory as two of them are compared.
///
/// @param links the names that stand for one file, where they are several
record SeenTree(List<String> listing, Set<Set<String>> links) {
  static SeenTree of(Path root) throws IOException {
    return new SeenTree(TreeListing.of(root), linksOf(root));
  }

  private static Set<Set<String>> linksOf(Path root) throws IOException {
    try (var all = Files.walk(root)) {
      return all
          .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .collect(
              Collectors.groupingBy(
                  SeenTree::inode,
                  Collectors.mapping(path -> root.relativize(path).toString(), Collectors.toSet())))
          .values()
          .stream()
          .filter(names -> names.size() > 1)
          .collect(Collectors.toSet());
    }
  }

  private static Object inode(Path path) {
    try {
      return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

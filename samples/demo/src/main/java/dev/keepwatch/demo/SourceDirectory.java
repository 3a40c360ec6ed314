package dev.keepwatch.demo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/// The directory that the demo plays with.
///
/// @param path where it is
/// @param words what it is called on the page
/// @param passedOver names of directories in it that are not wanted
record SourceDirectory(Path path, String words, Set<String> passedOver) {

  /// What is copied lies in its place about this often in the end.
  private static final int COPIES = 7;

  private static final long MOST_BYTES = 1L << 30;
  private static final long MOST_ENTRIES = 100_000;
  private static final long SPARE_BYTES = 200L << 20;
  private static final Set<String> MADE_BY_BUILDS =
      Set.of(".git", ".idea", ".vscode", "cdk.out", "node_modules", "target");

  SourceDirectory {
    passedOver = Set.copyOf(passedOver);
  }

  /// @param typed without it the sources of this project
  static SourceDirectory of(Optional<Path> typed) throws IOException {
    if (typed.isPresent()) {
      var path = typed.get();
      if (!Files.isDirectory(path)) {
        throw new DemoException(path + " is not a directory: give another, or none.");
      }
      if (!Files.isReadable(path) || !Files.isExecutable(path)) {
        throw new DemoException(path + " may not be read by this user: give another, or none.");
      }
      return new SourceDirectory(path.toRealPath(), path.toString(), Set.of());
    }
    var checkout =
        checkoutAround(codeSource())
            .orElseThrow(() ->
                new DemoException(
                    "the sources of this project are not here: give a directory to play with."));
    return new SourceDirectory(checkout, "the sources of this project", MADE_BY_BUILDS);
  }

  private static Path codeSource() throws IOException {
    try {
      return Path.of(
          SourceDirectory.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where the demo itself lies", e);
    }
  }

  static Optional<Path> checkoutAround(Path path) {
    for (Path folder = path.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("mvnw"))
          && Files.isDirectory(folder.resolve("samples/demo/src"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /// Sees whether it can be copied.
  ///
  /// @param into an existing directory below which the copy will lie
  /// @throws DemoException if that will not do
  void check(Path into) throws IOException {
    if (into.toRealPath().startsWith(path) && passedOver.isEmpty()) {
      throw new DemoException(
          into + " lies in " + path + ", which is to be copied there: give --in a place outside.");
    }
    var size = new Size();
    Files.walkFileTree(path, size);
    if (size.bytes > MOST_BYTES || size.entries > MOST_ENTRIES) {
      throw new DemoException(
          path
              + " holds more than the demo takes (1 GiB, 100,000 entries): give a smaller directory.");
    }
    long needed = COPIES * size.bytes + SPARE_BYTES;
    long free = Files.getFileStore(into).getUsableSpace();
    if (free < needed) {
      throw new DemoException(
          "%s has room for %s, and the demo may need %s: give a smaller directory, or --in a place elsewhere."
              .formatted(into, Amount.bytes(free), Amount.bytes(needed)));
    }
  }

  TreeCopy.Copied copyTo(Path target) throws IOException {
    return TreeCopy.copy(path, target, passedOver);
  }

  /// Counts, and stops as soon as it is too much.
  private final class Size extends SimpleFileVisitor<Path> {
    private long entries;
    private long bytes;

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      entries++;
      boolean unwanted =
          !directory.equals(path) && passedOver.contains(directory.getFileName().toString());
      return unwanted ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      entries++;
      bytes += attributes.isRegularFile() ? attributes.size() : 0;
      return bytes > MOST_BYTES || entries > MOST_ENTRIES
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}

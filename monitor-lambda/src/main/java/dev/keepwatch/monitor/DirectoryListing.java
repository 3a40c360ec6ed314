package dev.keepwatch.monitor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Lists a directory and all below it. Links are not followed.
final class DirectoryListing implements Listing<Target.Directory> {

  @Override
  public Contents read(Target.Directory target) {
    try {
      var visitor = new Visitor(target.path().toRealPath());
      Files.walkFileTree(visitor.root, visitor);
      return visitor.contents();
    } catch (IOException e) {
      return Contents.refused("", refusal(e), 1);
    }
  }

  private static Refusal refusal(IOException e) {
    return switch (e) {
      case NoSuchFileException gone ->
          new Refusal("there is no such directory", "Mount or restore it, or watch another one.");
      case AccessDeniedException denied ->
          new Refusal("access is denied", "Give the monitor's user the right to list it.");
      default ->
          new Refusal(
              "the system says: " + SafeText.cut(String.valueOf(e.getMessage())),
              "See whether the disk and its mount are well.");
    };
  }

  /// Walks on past everything that it may not read.
  static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final FolderCollector files = new FolderCollector();
    private final SortedMap<String, Refusal> refusals = new TreeMap<>();
    private int directories;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      directories++;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.equals(root)) {
        refusals.put("", new Refusal("it is no directory", "Give the directory of an archive."));
      } else if (attributes.isRegularFile()) {
        files.add(
            root.relativize(file).toString(),
            attributes.size(),
            attributes.lastModifiedTime().toInstant());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // What vanishes during the walk was deleted by somebody who may.
      if (!(e instanceof NoSuchFileException)) {
        refuse(file, e);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
      if (e != null) {
        refuse(directory, e);
      }
      return FileVisitResult.CONTINUE;
    }

    Contents contents() {
      return new Contents(files.catalogs(), refusals, directories);
    }

    private void refuse(Path path, IOException e) {
      refusals.put(root.relativize(path).toString(), refusal(e));
    }
  }
}

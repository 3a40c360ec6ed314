package dev.keepwatch.agent.source;

import dev.keepwatch.agent.posix.OpenPath;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// An entry of the source.
///
/// @param path its place below the source
/// @param file a way to it, good only until the tree is asked for the next entry
/// @param metadata what was found there
/// @param sizeBytes its size as the file system tells it
/// @param childrenKnown false for a directory that could not be listed; what an earlier backup
///   knows below it must not be taken for deleted
public record SourceEntry(
    ArchivePath path, Path file, FileMetadata metadata, long sizeBytes, boolean childrenKnown)
    implements SourceNode {

  /// The data of a regular file. What has taken its place meanwhile is not followed (a symbolic
  /// link), not waited for (a FIFO) and not touched.
  public InputStream open() throws IOException {
    try (var held = OpenPath.of(file)) {
      boolean regular =
          Files.readAttributes(held.path(), BasicFileAttributes.class).isRegularFile();
      if (!regular) {
        throw new FileSystemException(
            file.toString(), null, "it was replaced by something that is no file");
      }
      return Files.newInputStream(held.path());
    }
  }
}

package dev.keepwatch.agent.source;

import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An entry of the source.
///
/// @param path its place below the source
/// @param file where it lies on disk
/// @param metadata what was found there
/// @param sizeBytes its size as the file system tells it
/// @param childrenKnown false for a directory that could not be listed; what an earlier backup
///   knows below it must not be taken for deleted
public record SourceEntry(
    ArchivePath path, Path file, FileMetadata metadata, long sizeBytes, boolean childrenKnown)
    implements SourceNode {

  /// The data of a regular file. A symbolic link that has taken its place is not followed.
  public InputStream open() throws IOException {
    return Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}

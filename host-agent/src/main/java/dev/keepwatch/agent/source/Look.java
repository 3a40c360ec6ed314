package dev.keepwatch.agent.source;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Candidate;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// An entry of the source that was looked at, as rules see it.
///
/// @param path its place below the source
/// @param file where it lies on disk
/// @param found what is there
/// @param rootFilesystem the number of the source's own file system
record Look(ArchivePath path, Path file, FileAttributes.Found found, long rootFilesystem)
    implements Candidate {

  @Override
  public boolean isDirectory() {
    return found.metadata().filter(FileMetadata::isDirectory).isPresent();
  }

  @Override
  public boolean isRegular() {
    return found.metadata().filter(FileMetadata::isRegular).isPresent();
  }

  @Override
  public boolean isDevice() {
    return found.metadata().filter(metadata -> metadata.type().isDevice()).isPresent();
  }

  @Override
  public long mtimeSecond() {
    return found.metadata().map(FileMetadata::mtimeSecond).orElse(0L);
  }

  @Override
  public boolean isOnOtherFilesystem() {
    return found.place().filesystem() != rootFilesystem;
  }

  @Override
  public boolean holds(byte[] name) {
    return Files.exists(PathBytes.toPath(file, name), LinkOption.NOFOLLOW_LINKS);
  }
}

package dev.keepwatch.agent.storage.file;

import dev.keepwatch.agent.posix.DirectorySync;
import dev.keepwatch.agent.storage.FileName;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// An archive in a directory. Files are for their owner's eyes only; their metadata is not kept.
///
/// The directory is made by the first write, so looking at an archive that does not exist leaves no
/// trace.
public final class FileStorage implements Storage {

  private final Path directory;

  public FileStorage(Path directory) {
    this.directory = directory;
  }

  @Override
  public void list(Consumer<StoredFile> each) throws StorageException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        stored(entry).ifPresent(each);
      }
    } catch (DirectoryIteratorException e) {
      throw FileFailure.of("list", directory, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FileFailure.of("list", directory, e);
    }
  }

  private static Optional<StoredFile> stored(Path entry) throws IOException {
    String name = String.valueOf(entry.getFileName());
    if (NewDirectoryEntry.isBroken(name)) {
      return Optional.empty();
    }
    try {
      var attributes = Files.readAttributes(entry, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new StoredFile(name, attributes.size(), attributes.lastModifiedTime().toInstant()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // it went while we looked, or is a link to nowhere
    }
  }

  @Override
  public InputStream read(String name) throws StorageException {
    Path file = directory.resolve(FileName.check(name));
    try {
      return new StoredFileStream(file, Files.newInputStream(file));
    } catch (IOException e) {
      throw FileFailure.of("read", file, e);
    }
  }

  @Override
  public void write(NewFile file) throws StorageException {
    Path target = directory.resolve(file.name());
    try {
      new NewDirectoryEntry(target).create(file.content());
    } catch (IOException e) {
      throw FileFailure.whileWriting(target, file.content(), e);
    }
  }

  @Override
  public void delete(String name) throws StorageException {
    Path file = directory.resolve(FileName.check(name));
    try {
      if (Files.deleteIfExists(file)) {
        DirectorySync.force(directory);
      }
    } catch (IOException e) {
      throw FileFailure.of("delete", file, e);
    }
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(directory);
  }

  @Override
  public String location() {
    return directory.toString();
  }

  @Override
  public void close() {
    // Nothing is held between calls.
  }
}

package dev.keepwatch.agent.cache;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.keepwatch.agent.archive.Content;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that is whole and on the disk before anybody relies on it, readable by nobody else. What
/// is closed without [#finish()] goes.
public final class DurableFile implements Closeable {

  private static final int BUFFER = 64 * 1024;

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final FileChannel channel;
  private final OutputStream sink;
  private boolean finished;

  private DurableFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    this.sink = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
  }

  /// Begins the file anew.
  public static DurableFile create(Path file) throws IOException {
    Files.deleteIfExists(file);
    return new DurableFile(file, FileChannel.open(file, Set.of(CREATE_NEW, WRITE), PRIVATE));
  }

  static void write(Path file, Content content) throws IOException {
    try (var durable = create(file)) {
      content.writeTo(durable.sink());
      durable.finish();
    }
  }

  public OutputStream sink() {
    return sink;
  }

  /// Returns when everything that was written is on the disk.
  public void finish() throws IOException {
    sink.flush();
    channel.force(true);
    finished = true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (!finished) {
      Files.deleteIfExists(file);
    }
  }
}

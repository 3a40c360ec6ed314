package dev.keepwatch.agent.volume;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Bytes that are written once and then read once: in memory while they are few, in the spool when
/// they are many.
public final class SpillBuffer extends OutputStream {

  private static final int IN_MEMORY = 256 * 1024;

  private final Path file;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream(1024);
  private @Nullable OutputStream disk;
  private long size;

  /// @param file where to go when memory does not suffice; must not exist
  public SpillBuffer(Path file) {
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    size += length;
    if (disk == null && size <= IN_MEMORY) {
      memory.write(data, offset, length);
      return;
    }
    if (disk == null) {
      disk = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
      memory.writeTo(disk);
      memory.reset();
    }
    disk.write(data, offset, length);
  }

  public long size() {
    return size;
  }

  /// What was written, from the start.
  public InputStream read() throws IOException {
    if (disk == null) {
      return new ByteArrayInputStream(memory.toByteArray());
    }
    disk.flush();
    return new BufferedInputStream(Files.newInputStream(file));
  }

  /// Lets go of what was written.
  @Override
  public void close() throws IOException {
    if (disk != null) {
      disk.close();
      Files.deleteIfExists(file);
    }
  }
}

package dev.keepwatch.agent.rsync;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the two tables of a signature lie: on the heap, or in a temporary file that has no name
/// any more.
///
/// @param arena what the file is mapped in; none on the heap
record BlockMemory(MemorySegment records, MemorySegment slots, @Nullable Arena arena)
    implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  static BlockMemory onHeap(InputStream in, long recordsBytes, long slotsBytes) throws IOException {
    byte[] records = new byte[Math.toIntExact(recordsBytes)];
    requireAll(in.readNBytes(records, 0, records.length), recordsBytes);
    byte[] slots = new byte[Math.toIntExact(slotsBytes)];
    return new BlockMemory(MemorySegment.ofArray(records), MemorySegment.ofArray(slots), null);
  }

  static BlockMemory inFile(InputStream in, long recordsBytes, long slotsBytes, Path folder)
      throws IOException {
    Path file = Files.createTempFile(folder, "keepwatch-signature-", "");
    // On Unix the name goes as soon as the file is open; the mapping stays.
    try (FileChannel channel = FileChannel.open(file, READ, WRITE, DELETE_ON_CLOSE)) {
      long read = fill(channel, in, recordsBytes);
      requireAll(read, recordsBytes);
      clear(channel, slotsBytes);
      Arena arena = Arena.ofShared();
      MemorySegment all =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, recordsBytes + slotsBytes, arena);
      return new BlockMemory(
          all.asSlice(0, recordsBytes), all.asSlice(recordsBytes, slotsBytes), arena);
    }
  }

  @Override
  public void close() {
    if (arena != null && arena.scope().isAlive()) {
      arena.close();
    }
  }

  /// Copies up to so many bytes and says how many there were.
  private static long fill(FileChannel channel, InputStream in, long bytes) throws IOException {
    byte[] piece = new byte[PIECE];
    long done = 0;
    int read = 1;
    while (done < bytes && read > 0) {
      read = in.readNBytes(piece, 0, (int) Math.min(PIECE, bytes - done));
      write(channel, piece, read);
      done += read;
    }
    return done;
  }

  /// The slots are written, not left as a hole: a full disk is an exception here, and would be a
  /// crash in the mapping.
  private static void clear(FileChannel channel, long bytes) throws IOException {
    byte[] zeros = new byte[PIECE];
    for (long done = 0; done < bytes; done += PIECE) {
      write(channel, zeros, (int) Math.min(PIECE, bytes - done));
    }
  }

  private static void write(FileChannel channel, byte[] piece, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(piece, 0, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void requireAll(long read, long bytes) throws SignatureFormatException {
    if (read < bytes) {
      throw new SignatureFormatException(
          "the signature ends after %d of the %d bytes of its blocks".formatted(read, bytes));
    }
  }
}

package dev.keepwatch.agent.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/// One call on a path: its native memory, and the way from `errno` to an exception.
final class Call implements AutoCloseable {

  private static final int ENOENT = 2;
  private static final int EACCES = 13;
  private static final int EEXIST = 17;
  private static final int ENOTDIR = 20;
  private static final int MAX_WORDS = 256;

  private final String function;
  private final Path path;
  private final Arena memory = Arena.ofConfined();
  private final MemorySegment state = memory.allocate(Libc.CALL_STATE);

  Call(String function, Path path) {
    this.function = function;
    this.path = path;
  }

  MemorySegment errno() {
    return state;
  }

  MemorySegment path() {
    return text(PathBytes.of(path));
  }

  /// Bytes with a NUL behind them.
  MemorySegment text(byte[] bytes) {
    MemorySegment text = memory.allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
    return text;
  }

  /// Two `timespec`: when it was read, left alone; when it was modified.
  MemorySegment times(long seconds, int nanos) {
    return memory.allocateFrom(JAVA_LONG, 0, Libc.UTIME_OMIT, seconds, nanos);
  }

  MemorySegment buffer(int bytes) {
    return memory.allocate(bytes);
  }

  void check(int result) throws Throwable {
    if (result < 0) {
      throw exception(Libc.errno(state));
    }
  }

  @SuppressWarnings("restricted") // strerror's text ends with a NUL, well before the limit
  private IOException exception(int errno) throws Throwable {
    MemorySegment words = (MemorySegment) Libc.STRERROR.invokeExact(errno);
    String reason = function + ": " + words.reinterpret(MAX_WORDS).getString(0);
    String file = path.toString();
    return switch (errno) {
      case ENOENT -> new NoSuchFileException(file, null, reason);
      case EACCES -> new AccessDeniedException(file, null, reason);
      case EEXIST -> new FileAlreadyExistsException(file, null, reason);
      case ENOTDIR -> new NotDirectoryException(file);
      default -> new FileSystemException(file, null, reason);
    };
  }

  /// What a method handle threw, as what it was.
  static IOException failure(Throwable thrown) {
    return switch (thrown) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException(thrown);
    };
  }

  @Override
  public void close() {
    memory.close();
  }
}

package dev.keepwatch.agent.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// What the kernel knows of an entry, from one call (`statx(2)`).
///
/// @param mode type and permission bits (16 bits)
/// @param links how many names it has
/// @param uid number of its user
/// @param gid number of its group
/// @param inode its number in its file system
/// @param filesystem the file system's device, major number in the upper half
/// @param sizeBytes how long it is
/// @param allocatedBytes how much room it takes; less than its length if it has holes
/// @param mtimeSecond when its data last changed, seconds since 1970
/// @param mtimeNanos and nanoseconds beyond
/// @param bornSecond when it was made, where the file system knows; else 0
/// @param deviceMajor of a device, its number
/// @param deviceMinor of a device, its number
public record FileStatus(
    int mode,
    int links,
    int uid,
    int gid,
    long inode,
    long filesystem,
    long sizeBytes,
    long allocatedBytes,
    long mtimeSecond,
    int mtimeNanos,
    long bornSecond,
    int deviceMajor,
    int deviceMinor) {

  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STATX_BTIME = 0x800;
  private static final int STRUCT_BYTES = 256;
  private static final int BLOCK = 512;

  /// Looks at an entry; of a symbolic link at the link itself.
  public static FileStatus of(Path path) throws IOException {
    try (var call = new Call("statx", path)) {
      var status = call.buffer(STRUCT_BYTES);
      call.check(
          (int)
              Libc.STATX.invokeExact(
                  call.errno(),
                  Libc.AT_FDCWD,
                  call.path(),
                  Libc.AT_SYMLINK_NOFOLLOW,
                  STATX_BASIC_STATS | STATX_BTIME,
                  status));
      return of(status);
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// The kernel's `struct statx`, the same on every architecture.
  private static FileStatus of(MemorySegment s) {
    boolean born = (number(s, 0) & STATX_BTIME) != 0;
    return new FileStatus(
        Short.toUnsignedInt(s.get(JAVA_SHORT_UNALIGNED, 28)),
        number(s, 16),
        number(s, 20),
        number(s, 24),
        s.get(JAVA_LONG_UNALIGNED, 32),
        (long) number(s, 136) << 32 | Integer.toUnsignedLong(number(s, 140)),
        s.get(JAVA_LONG_UNALIGNED, 40),
        s.get(JAVA_LONG_UNALIGNED, 48) * BLOCK,
        s.get(JAVA_LONG_UNALIGNED, 112),
        number(s, 120),
        born ? s.get(JAVA_LONG_UNALIGNED, 80) : 0,
        number(s, 128),
        number(s, 132));
  }

  private static int number(MemorySegment status, long offset) {
    return status.get(JAVA_INT_UNALIGNED, offset);
  }
}

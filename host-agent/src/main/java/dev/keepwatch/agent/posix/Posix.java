package dev.keepwatch.agent.posix;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// Calls of the C library on paths. What fails is an [IOException] that names the call, the path
/// and the system's own words; as in the JDK, a [java.nio.file.NoSuchFileException],
/// [java.nio.file.FileAlreadyExistsException] or [java.nio.file.AccessDeniedException] where it is
/// one.
public final class Posix {

  private static final int MODE_BITS = 0xfff;

  /// `PATH_MAX` of Linux.
  private static final int LONGEST_PATH = 4096;

  private static final int NANOS = 1_000_000_000;

  private Posix() {}

  /// Makes a FIFO.
  ///
  /// @param mode the permissions; the umask takes its part
  public static void mkfifo(Path path, int mode) throws IOException {
    try (var call = new Call("mkfifo", path)) {
      call.check((int) Libc.MKFIFO.invokeExact(call.errno(), call.path(), mode & MODE_BITS));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// Makes a device node, which only root may.
  ///
  /// @param mode the permissions; the umask takes its part
  public static void mknod(Path path, DeviceType type, int mode, int major, int minor)
      throws IOException {
    long device = device(path, major, minor);
    int typeAndMode = type.bits() | mode & MODE_BITS;
    try (var call = new Call("mknod", path)) {
      call.check(
          (int)
              (long)
                  Libc.SYSCALL_MKNODAT.invokeExact(
                      call.errno(),
                      Libc.SYS_MKNODAT,
                      Libc.AT_FDCWD,
                      call.path(),
                      typeAndMode,
                      device));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// As the kernel wants it: 12 bits major, 20 bits minor, woven.
  private static long device(Path path, int major, int minor) throws IOException {
    if (major < 0 || major >= 1 << 12 || minor < 0 || minor >= 1 << 20) {
      throw new FileSystemException(
          path.toString(), null, "mknod: no device has the numbers " + major + ", " + minor);
    }
    return minor & 0xffL | (long) major << 8 | (minor & ~0xffL) << 12;
  }

  /// Sets when a file was modified, to the nanosecond. When it was read stays as it is.
  ///
  /// @param follow whether a symbolic link stands for its target; if not, its own time is set
  public static void utimensat(Path path, long seconds, int nanos, boolean follow)
      throws IOException {
    if (nanos < 0 || nanos >= NANOS) {
      throw new IllegalArgumentException("nanoseconds out of range: " + nanos);
    }
    int flags = follow ? 0 : Libc.AT_SYMLINK_NOFOLLOW;
    try (var call = new Call("utimensat", path)) {
      var times = call.times(seconds, nanos);
      call.check(
          (int) Libc.UTIMENSAT.invokeExact(call.errno(), Libc.AT_FDCWD, call.path(), times, flags));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// Makes a symbolic link whose target is exactly these bytes. `Files` would drop a trailing slash
  /// and, where the bytes are not text, has no way to say them.
  public static void symlink(byte[] target, Path link) throws IOException {
    if (target.length == 0 || contains(target, (byte) 0)) {
      throw new FileSystemException(
          link.toString(), null, "symlink: a target is not empty and holds no NUL");
    }
    try (var call = new Call("symlink", link)) {
      call.check((int) Libc.SYMLINK.invokeExact(call.errno(), call.text(target), call.path()));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// Moves something to a place where nothing is, in one step.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if something is there
  public static void moveToFreePlace(Path from, Path to) throws IOException {
    try (var call = new Call("rename", to)) {
      call.check(
          (int)
              (long)
                  Libc.SYSCALL_RENAMEAT2.invokeExact(
                      call.errno(),
                      Libc.SYS_RENAMEAT2,
                      Libc.AT_FDCWD,
                      call.text(PathBytes.of(from)),
                      Libc.AT_FDCWD,
                      call.path(),
                      Libc.RENAME_NOREPLACE));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// Returns when everything that was written to a directory's file system is on its disk.
  public static void syncFileSystem(Path directory) throws IOException {
    int descriptor = open(directory, OpenPath.O_CLOEXEC);
    try (var call = new Call("syncfs", directory)) {
      call.check((int) Libc.SYNCFS.invokeExact(call.errno(), descriptor));
    } catch (Throwable t) {
      throw Call.failure(t);
    } finally {
      close(descriptor, directory);
    }
  }

  /// The target of a symbolic link, exactly as it is stored. `Files` would drop a trailing slash.
  public static byte[] readlink(Path link) throws IOException {
    try (var call = new Call("readlink", link)) {
      var buffer = call.buffer(LONGEST_PATH);
      long length =
          (long) Libc.READLINK.invokeExact(call.errno(), call.path(), buffer, (long) LONGEST_PATH);
      call.check((int) length);
      return buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  /// Opens a file.
  ///
  /// @return its descriptor, which somebody must close
  static int open(Path path, int flags) throws IOException {
    try (var call = new Call("open", path)) {
      int descriptor = (int) Libc.OPEN.invokeExact(call.errno(), call.path(), flags);
      call.check(descriptor);
      return descriptor;
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  static void close(int descriptor, Path path) throws IOException {
    try (var call = new Call("close", path)) {
      call.check((int) Libc.CLOSE.invokeExact(call.errno(), descriptor));
    } catch (Throwable t) {
      throw Call.failure(t);
    }
  }

  private static boolean contains(byte[] bytes, byte wanted) {
    for (byte b : bytes) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }
}

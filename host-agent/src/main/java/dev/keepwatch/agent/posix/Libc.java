package dev.keepwatch.agent.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The functions of the C library, on Linux x86_64 and aarch64.
final class Libc {

  /// Paths are seen from the working directory.
  static final int AT_FDCWD = -100;

  static final int AT_SYMLINK_NOFOLLOW = 0x100;

  /// In place of nanoseconds: leave this time as it is.
  static final long UTIME_OMIT = (1L << 30) - 2;

  /// glibc before 2.33 has no function `mknod` to link to, so the kernel is called.
  static final long SYS_MKNODAT = System.getProperty("os.arch").equals("amd64") ? 259 : 33;

  /// glibc before 2.28 has no function `renameat2`, so the kernel is called.
  static final long SYS_RENAMEAT2 = System.getProperty("os.arch").equals("amd64") ? 316 : 276;

  static final int RENAME_NOREPLACE = 1;

  static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();

  private static final VarHandle ERRNO = CALL_STATE.varHandle(PathElement.groupElement("errno"));
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");

  static final MethodHandle MKFIFO =
      function("mkfifo", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), KEEP_ERRNO);

  static final MethodHandle SYMLINK =
      function("symlink", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), KEEP_ERRNO);

  static final MethodHandle READLINK =
      function(
          "readlink", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG), KEEP_ERRNO);

  static final MethodHandle UTIMENSAT =
      function(
          "utimensat",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT),
          KEEP_ERRNO);

  static final MethodHandle STATX =
      function(
          "statx",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS),
          KEEP_ERRNO);

  static final MethodHandle LLISTXATTR =
      function(
          "llistxattr", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG), KEEP_ERRNO);

  static final MethodHandle LGETXATTR =
      function(
          "lgetxattr",
          FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG),
          KEEP_ERRNO);

  static final MethodHandle LSETXATTR =
      function(
          "lsetxattr",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT),
          KEEP_ERRNO);

  static final MethodHandle LREMOVEXATTR =
      function("lremovexattr", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), KEEP_ERRNO);

  static final MethodHandle SYSCALL_MKNODAT =
      function(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG),
          KEEP_ERRNO,
          Linker.Option.firstVariadicArg(1));

  static final MethodHandle SYSCALL_RENAMEAT2 =
      function(
          "syscall",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT),
          KEEP_ERRNO,
          Linker.Option.firstVariadicArg(1));

  static final MethodHandle SYNCFS =
      function("syncfs", FunctionDescriptor.of(JAVA_INT, JAVA_INT), KEEP_ERRNO);

  static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          KEEP_ERRNO,
          Linker.Option.firstVariadicArg(2));

  static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), KEEP_ERRNO);

  static final MethodHandle STRERROR =
      function("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private Libc() {}

  @SuppressWarnings("restricted") // the descriptors above are those of the functions' headers
  private static MethodHandle function(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    var address =
        LINKER
            .defaultLookup()
            .find(name)
            .orElseThrow(() -> new IllegalStateException("the C library has no " + name));
    return LINKER.downcallHandle(address, descriptor, options);
  }

  static int errno(java.lang.foreign.MemorySegment callState) {
    return (int) ERRNO.get(callState, 0L);
  }
}

package dev.keepwatch.agent.posix;

import java.io.IOException;
import java.lang.foreign.*;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// tmp.
@SuppressWarnings({"BadImport", "restricted"})
public final class Posix {
  private Posix() {}

  private static MethodHandle h(String n, FunctionDescriptor d) {
    var l = Linker.nativeLinker();
    return l.downcallHandle(l.defaultLookup().find(n).orElseThrow(), d);
  }

  private static final MethodHandle MKFIFO =
      h(
          "mkfifo",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
  private static final MethodHandle MKNOD =
      h(
          "mknod",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG));
  private static final MethodHandle UTIMENSAT =
      h(
          "utimensat",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));

  private static MemorySegment s(Arena a, Path p) {
    byte[] b = PathBytes.of(p.toAbsolutePath());
    var seg = a.allocate(b.length + 1);
    MemorySegment.copy(b, 0, seg, ValueLayout.JAVA_BYTE, 0, b.length);
    return seg;
  }

  interface C {
    int run(Arena a) throws Throwable;
  }

  private static void c(Path p, C c) throws IOException {
    try (var a = Arena.ofConfined()) {
      if (c.run(a) != 0) {
        throw new IOException(p + ": failed");
      }
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// tmp.
  public static void mkfifo(Path path, int mode) throws IOException {
    c(path, a -> (int) MKFIFO.invokeExact(s(a, path), mode));
  }

  /// tmp.
  public static void mknod(Path path, int mode, int major, int minor) throws IOException {
    long dev = ((long) major & 0xfff) << 8 | (minor & 0xff) | ((long) minor & ~0xffL) << 12;
    c(path, a -> (int) MKNOD.invokeExact(s(a, path), mode, dev));
  }

  /// tmp.
  public static void utimensat(Path path, long second, int nano) throws IOException {
    c(
        path,
        a -> {
          var t = a.allocate(32);
          for (int i = 0; i < 2; i++) {
            t.set(ValueLayout.JAVA_LONG, 16L * i, second);
            t.set(ValueLayout.JAVA_LONG, 16L * i + 8, nano);
          }
          return (int) UTIMENSAT.invokeExact(-100, s(a, path), t, 0x100);
        });
  }
}

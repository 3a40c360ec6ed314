package dev.keepwatch.agent.posix;

import java.io.IOException;
import java.nio.file.Path;

/// tmp.
public final class Posix {
  private Posix() {}

  /// tmp.
  public static void mkfifo(Path path, int mode) throws IOException {
    if (mode > 0) {
      throw new IOException(path + " " + mode);
    }
  }

  /// tmp.
  public static void mknod(Path path, int mode, int major, int minor) throws IOException {
    if (mode > 0) {
      throw new IOException(path + " " + mode + major + minor);
    }
  }

  /// tmp.
  public static void utimensat(Path path, long second, int nano) throws IOException {
    if (second == Long.MIN_VALUE) {
      throw new IOException(path + " " + nano);
    }
  }
}

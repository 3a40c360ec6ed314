package dev.keepwatch.agent.posix;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What lies at a path, held fast (`O_PATH`): neither read nor waited for, but nobody can put
/// something else in its place any more.
///
/// [#path] leads to it for as long as it is held, however long the path was that it was found at.
/// Where there is no `/proc`, it is that path.
public final class OpenPath implements Closeable {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final boolean HELD = Files.isDirectory(DESCRIPTORS);

  private static final boolean X86 = System.getProperty("os.arch").equals("amd64");
  private static final int O_PATH = 0x200000;
  static final int O_CLOEXEC = 0x80000;
  private static final int O_DIRECTORY = X86 ? 0x10000 : 0x4000;
  private static final int O_NOFOLLOW = X86 ? 0x20000 : 0x8000;

  private final int descriptor;
  private final Path path;

  private OpenPath(int descriptor, Path path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /// Holds anything; of a symbolic link the link itself.
  public static OpenPath of(Path path) throws IOException {
    return open(path, O_NOFOLLOW);
  }

  /// Holds a directory.
  ///
  /// @param follow whether a symbolic link may lead to it
  /// @throws java.nio.file.NotDirectoryException if it is something else
  public static OpenPath ofDirectory(Path path, boolean follow) throws IOException {
    return open(path, O_DIRECTORY | (follow ? 0 : O_NOFOLLOW));
  }

  private static OpenPath open(Path path, int flags) throws IOException {
    if (!HELD) {
      return new OpenPath(-1, path);
    }
    int descriptor = Posix.open(path, O_PATH | O_CLOEXEC | flags);
    return new OpenPath(descriptor, DESCRIPTORS.resolve(Integer.toString(descriptor)));
  }

  public Path path() {
    return path;
  }

  /// The held directory itself, for calls that do not follow links.
  public Path directory() {
    return path.resolve(".");
  }

  /// Which mount it lies on: nothing can be moved or linked from one to another. The same number
  /// for all where that cannot be told.
  public long mount() throws IOException {
    if (descriptor < 0) {
      return -1;
    }
    Path information = Path.of("/proc/self/fdinfo", Integer.toString(descriptor));
    for (String line : Files.readAllLines(information)) {
      if (line.startsWith("mnt_id:")) {
        return Long.parseLong(line.substring("mnt_id:".length()).strip());
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    if (descriptor >= 0) {
      Posix.close(descriptor, path);
    }
  }
}

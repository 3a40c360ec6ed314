package dev.keepwatch.agent.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where output goes.
///
/// @param out what was asked for
/// @param err warnings, errors and progress
/// @param live whether `err` is a terminal, where a line can be written over
public record Channels(OutputStream out, OutputStream err, boolean live) {

  private static final int STANDARD_ERROR = 2;

  /// Those of this process.
  public static Channels ofThisProcess() {
    return new Channels(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
        new FileOutputStream(FileDescriptor.err),
        isTerminal(STANDARD_ERROR));
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}

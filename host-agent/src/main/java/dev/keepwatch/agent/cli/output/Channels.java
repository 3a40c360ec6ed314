package dev.keepwatch.agent.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

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

  /// A file that whoever started this process has opened for it.
  ///
  /// @throws IOException if there is none of this number
  OutputStream descriptor(int number) throws IOException {
    return switch (number) {
      case 1 -> staysOpen(out);
      case STANDARD_ERROR -> staysOpen(err);
      default ->
          // A file is opened a second time, so that it must be told to write behind what is there.
          Files.newOutputStream(
              Path.of("/proc/self/fd/" + number),
              StandardOpenOption.WRITE,
              StandardOpenOption.APPEND);
    };
  }

  private static OutputStream staysOpen(OutputStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
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

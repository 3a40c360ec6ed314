package dev.keepwatch.agent.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where output goes.
///
/// @param out what was asked for
/// @param err warnings, errors and progress
/// @param live whether `err` is a terminal, where a line can be written over
public record Channels(OutputStream out, OutputStream err, boolean live) {

  private static final int STANDARD_ERROR = 2;

  /// The bits of a file's flags that tell whether it is read (0), written or both.
  private static final long ACCESS_MODE = 3;

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
      default -> opened(number);
    };
  }

  /// The file is opened a second time, so that it must be told to write behind what is there.
  private static OutputStream opened(int number) throws IOException {
    Path file = Path.of("/proc/self/fd/" + number);
    if (!isForWriting(number)) {
      throw new NoSuchFileException(file.toString());
    }
    return Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  /// The Java machine has files of its own open, which it only reads; they are nobody's log.
  private static boolean isForWriting(int number) throws IOException {
    Path facts = Path.of("/proc/self/fdinfo/" + number);
    if (!Files.exists(facts)) {
      return false;
    }
    return Files.readAllLines(facts).stream()
        .filter(line -> line.startsWith("flags:"))
        .anyMatch(line -> (Long.parseLong(line.substring(6).strip(), 8) & ACCESS_MODE) != 0);
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

package dev.keepwatch.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The terminal, and that it stays the demo's alone: whatever else in this process prints (the S3
/// server, the monitor's metrics) goes to a file meanwhile.
final class Terminal implements AutoCloseable {

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final PrintStream others;

  private Terminal(PrintStream others) {
    this.others = others;
  }

  static PrintStream output() {
    return System.out;
  }

  /// Whether somebody sits there who likes colours.
  static boolean isColoured(Map<String, String> environment) {
    return isTerminal()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  private static boolean isTerminal() {
    try {
      String file = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
      return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /// Sends elsewhere what others print, until this is closed.
  static Terminal divert(Path log) throws IOException {
    var others = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
    var terminal = new Terminal(others);
    System.setOut(others);
    System.setErr(others);
    return terminal;
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
    others.close();
  }
}

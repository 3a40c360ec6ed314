package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Terminal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/// A command that the configuration wants to be run. It gets no input; what it prints is passed on
/// line by line.
final class Hook {

  /// "Nothing to do, and that is fine."
  static final int SKIP = 75;

  private final Terminal terminal;

  Hook(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Runs it to its end.
  ///
  /// @param job the name of the job, which the command finds in `KEEPWATCH_JOB`
  /// @return its exit code
  /// @throws IOException if it cannot be run
  int run(List<String> command, String job) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().put("KEEPWATCH_JOB", job);
    Process process = start(builder);
    try (InputStream output = process.getInputStream()) {
      passOn(new BufferedInputStream(output), Path.of(command.getFirst()).getFileName() + ": ");
    }
    return exitCode(process);
  }

  private static Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(builder.command().getFirst() + " cannot be run: is it installed?", e);
    }
  }

  private void passOn(InputStream output, String prefix) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = output.read(); b >= 0; b = output.read()) {
      if (b == '\n') {
        terminal.notice(prefix + RawText.decode(line.toByteArray()));
        line.reset();
      } else {
        line.write(b);
      }
    }
    if (line.size() > 0) {
      terminal.notice(prefix + RawText.decode(line.toByteArray()));
    }
  }

  static int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }
}

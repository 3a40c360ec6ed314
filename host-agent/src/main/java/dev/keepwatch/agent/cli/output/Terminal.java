package dev.keepwatch.agent.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The one who speaks. May be called from several threads.
public final class Terminal implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Channels channels;
  private final Verbosity verbosity;
  private final OutputStream log;
  private boolean progressShown;

  private Terminal(Channels channels, Verbosity verbosity, OutputStream log) {
    this.channels = channels;
    this.verbosity = verbosity;
    this.log = log;
  }

  /// @param logFile gets everything that is said, behind what it holds
  /// @throws IOException if the log file cannot be written to
  public static Terminal open(Channels channels, Verbosity verbosity, Optional<Path> logFile)
      throws IOException {
    var log =
        logFile.isEmpty()
            ? OutputStream.nullOutputStream()
            : new BufferedOutputStream(
                Files.newOutputStream(
                    logFile.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    return new Terminal(channels, verbosity, log);
  }

  /// As [#open], before it is known what was asked for.
  public static Terminal plain(Channels channels) {
    return new Terminal(channels, Verbosity.NOTICE, OutputStream.nullOutputStream());
  }

  /// Whether a line can be written over again and again.
  public boolean isLive() {
    return channels.live() && verbosity.says(Verbosity.NOTICE);
  }

  public boolean says(Verbosity level) {
    return verbosity.says(level);
  }

  /// What was asked for. It is said however little is to be said.
  public void result(String text) {
    result(RawText.encode(text));
  }

  /// A line of what was asked for, byte for byte.
  ///
  /// @throws UncheckedIOException if nobody takes it
  public synchronized void result(byte[] line) {
    clearProgress();
    try {
      channels.out().write(line);
      channels.out().write('\n');
    } catch (IOException e) {
      throw broken(e);
    }
    log(line);
  }

  private static UncheckedIOException broken(IOException e) {
    return new UncheckedIOException("the output cannot be written: " + e.getMessage(), e);
  }

  /// Something worth knowing.
  public void notice(String text) {
    say(Verbosity.NOTICE, text);
  }

  /// Something that is worth knowing when one looks closely.
  public void info(String text) {
    say(Verbosity.INFO, text);
  }

  /// Something that somebody must know.
  public void warning(String text) {
    say(Verbosity.WARNING, "Warning: " + text);
  }

  /// Why the run ends.
  public void error(String text) {
    say(Verbosity.ERROR, "keepwatch: " + text);
  }

  /// Where a fault of the program comes from, for those who asked for it.
  public void trace(Throwable fault) {
    if (verbosity.says(Verbosity.DEBUG)) {
      var text = new StringWriter();
      fault.printStackTrace(new PrintWriter(text));
      text.toString().lines().forEach(line -> say(Verbosity.DEBUG, line));
    }
  }

  private synchronized void say(Verbosity level, String text) {
    if (!verbosity.says(level)) {
      return;
    }
    byte[] line = RawText.encode(withoutControls(text) + "\n");
    clearProgress();
    boolean trouble = level == Verbosity.WARNING || level == Verbosity.ERROR;
    flush();
    write(trouble || level == Verbosity.DEBUG ? channels.err() : channels.out(), line);
    flush();
    log(RawText.encode(withoutControls(text)));
  }

  /// One message is one line, and no name that somebody chose moves the cursor.
  private static String withoutControls(String text) {
    var safe = new StringBuilder();
    text.chars()
        .forEach(c -> {
          if (Character.isISOControl(c)) {
            safe.append("\\x%02x".formatted(c));
          } else {
            safe.append((char) c);
          }
        });
    return safe.toString();
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
    } catch (IOException e) {
      // Nobody listens. The exit code still tells.
    }
  }

  /// Shows how far the run has come, over what was shown before; only on a terminal.
  public synchronized void progress(String text) {
    if (isLive()) {
      write(channels.err(), RawText.encode(CLEAR_LINE + withoutControls(text)));
      progressShown = true;
    }
  }

  private void clearProgress() {
    if (progressShown) {
      write(channels.err(), RawText.encode(CLEAR_LINE));
      progressShown = false;
    }
  }

  private void log(byte[] line) {
    write(log, line);
    write(log, new byte[] {'\n'});
  }

  private void flush() {
    try {
      channels.out().flush();
      channels.err().flush();
    } catch (IOException e) {
      // As above.
    }
  }

  /// @throws UncheckedIOException if what was asked for could not be written to its end
  @Override
  public synchronized void close() {
    clearProgress();
    try {
      channels.out().flush();
    } catch (IOException e) {
      throw broken(e);
    } finally {
      closeLog();
    }
  }

  private void closeLog() {
    try {
      log.close();
    } catch (IOException e) {
      write(channels.err(), RawText.encode("keepwatch: the log file cannot be written to\n"));
    }
  }
}

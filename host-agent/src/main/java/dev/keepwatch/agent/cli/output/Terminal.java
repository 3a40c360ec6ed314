package dev.keepwatch.agent.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// The one who speaks. May be called from several threads.
public final class Terminal implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Channels channels;
  private final Manner manner;
  private final Log log;
  private boolean progressShown;

  private Terminal(Channels channels, Manner manner, Log log) {
    this.channels = channels;
    this.manner = manner;
    this.log = log;
  }

  /// @throws IOException if a log cannot be written to
  public static Terminal open(Channels channels, Manner manner) throws IOException {
    return new Terminal(channels, manner, Log.open(manner, channels));
  }

  /// As [#open], before it is known what was asked for.
  public static Terminal plain(Channels channels) {
    return new Terminal(channels, Manner.plain(Verbosity.NOTICE), new Log());
  }

  /// Whether a line can be written over again and again.
  public boolean isLive() {
    return channels.live() && says(Verbosity.NOTICE);
  }

  public boolean says(Verbosity level) {
    return manner.verbosity().says(level);
  }

  /// Whether what was asked for is to be a document for programs.
  public boolean speaksJson() {
    return manner.json();
  }

  /// What was asked for. It is said however little is to be said; but not to programs that get a
  /// document instead.
  public void result(String text) {
    result(RawText.encode(text), Message.of(Verbosity.NOTICE, text));
  }

  /// What was asked for, and what it is about.
  public void result(Message message) {
    result(RawText.encode(message.text()), message);
  }

  /// A line of what was asked for, byte for byte.
  ///
  /// @param message the same for the logs
  /// @throws UncheckedIOException if nobody takes it
  public synchronized void result(byte[] line, Message message) {
    if (!manner.json()) {
      print(line);
    }
    log.write(message);
  }

  /// A document for programs, or one of several lines of it; or what is the same for all.
  ///
  /// @throws UncheckedIOException if nobody takes it
  public void document(String json) {
    print(RawText.encode(json));
  }

  private synchronized void print(byte[] line) {
    clearProgress();
    try {
      channels.out().write(line);
      channels.out().write('\n');
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static UncheckedIOException broken(IOException e) {
    return new UncheckedIOException("the output cannot be written: " + e.getMessage(), e);
  }

  /// Something worth knowing.
  public void notice(String text) {
    say(Message.of(Verbosity.NOTICE, text));
  }

  /// Something that is worth knowing when one looks closely.
  public void info(String text) {
    say(Message.of(Verbosity.INFO, text));
  }

  /// Something that somebody must know.
  public void warning(String text) {
    say(Message.of(Verbosity.WARNING, text));
  }

  /// Why the run ends, or a part of it.
  public void error(String text) {
    say(Message.of(Verbosity.ERROR, text));
  }

  /// Where a fault of the program comes from, for those who asked for it.
  public void trace(Throwable fault) {
    if (says(Verbosity.DEBUG)) {
      var text = new StringWriter();
      fault.printStackTrace(new PrintWriter(text));
      text.toString().lines().forEach(line -> say(Message.of(Verbosity.DEBUG, line)));
    }
  }

  /// Says something of its own kind.
  public synchronized void say(Message message) {
    if (!says(message.level())) {
      return;
    }
    String line =
        manner.stamp().before(message.level())
            + prefix(message.level())
            + RawText.visible(RawText.readable(message.text()))
            + "\n";
    clearProgress();
    flush();
    write(channel(message.level()), RawText.encode(line));
    flush();
    log.write(message);
  }

  private OutputStream channel(Verbosity level) {
    return switch (level) {
      case NOTICE, INFO -> manner.json() ? channels.err() : channels.out();
      case ERROR, WARNING, DEBUG -> channels.err();
    };
  }

  private static String prefix(Verbosity level) {
    return switch (level) {
      case ERROR -> "keepwatch: ";
      case WARNING -> "Warning: ";
      case NOTICE, INFO, DEBUG -> "";
    };
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
      write(channels.err(), RawText.encode(CLEAR_LINE + RawText.visible(text)));
      progressShown = true;
    }
  }

  private void clearProgress() {
    if (progressShown) {
      write(channels.err(), RawText.encode(CLEAR_LINE));
      progressShown = false;
    }
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
    log.close();
    if (!log.isWhole()) {
      write(channels.err(), RawText.encode("keepwatch: the log cannot be written to\n"));
    }
  }
}

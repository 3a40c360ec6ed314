package dev.keepwatch.agent.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Where programs listen: a file, an open descriptor, both or none.
final class Log implements AutoCloseable {

  private final List<OutputStream> sinks = new ArrayList<>();
  private boolean broken;

  /// @throws IOException if one of them cannot be written to
  static Log open(Manner manner, Channels channels) throws IOException {
    var log = new Log();
    if (manner.logFile().isPresent()) {
      Path file = manner.logFile().get();
      log.sinks.add(
          new BufferedOutputStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }
    if (manner.logDescriptor().isPresent()) {
      log.sinks.add(channels.descriptor(manner.logDescriptor().getAsInt()));
    }
    return log;
  }

  void write(Message message) {
    if (sinks.isEmpty()) {
      return;
    }
    byte[] stanza = RawText.encode(message.stanza());
    for (var sink : sinks) {
      try {
        sink.write(stanza);
        sink.flush();
      } catch (IOException e) {
        broken = true;
      }
    }
  }

  /// @return whether everything has been written
  boolean isWhole() {
    return !broken;
  }

  @Override
  public void close() {
    for (var sink : sinks) {
      try {
        sink.close();
      } catch (IOException e) {
        broken = true;
      }
    }
  }
}

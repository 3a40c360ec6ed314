package dev.keepwatch.agent.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The head of an HTTP/1.1 message: its first line and its headers.
record HttpMessage(String first, List<String> headers) {

  private static final int LONGEST_LINE = 100_000;

  /// Nothing if the other side has closed the connection.
  static Optional<HttpMessage> read(InputStream in) throws IOException {
    Optional<String> first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var headers = new ArrayList<String>();
    for (String header = needed(in); !header.isEmpty(); header = needed(in)) {
      headers.add(header);
    }
    return Optional.of(new HttpMessage(first.get(), headers));
  }

  static HttpMessage answer(String status, int length) {
    return new HttpMessage("HTTP/1.1 " + status, List.of("Content-Length: " + length));
  }

  private static String needed(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("the message ends within its head"));
  }

  private static Optional<String> line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() == 0) {
          return Optional.empty();
        }
        throw new EOFException("the message ends within a line");
      }
      if (line.size() > LONGEST_LINE) {
        throw new IOException("this is no HTTP");
      }
      line.write(b);
    }
    return Optional.of(line.toString(ISO_8859_1).stripTrailing());
  }

  Optional<String> header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(start))
        .map(header -> header.substring(start.length()).strip())
        .findFirst();
  }

  HttpMessage without(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return new HttpMessage(
        first,
        headers.stream()
            .filter(header -> !header.toLowerCase(Locale.ROOT).startsWith(start))
            .toList());
  }

  HttpMessage with(String name, String value) {
    var all = new ArrayList<>(without(name).headers);
    all.add(name + ": " + value);
    return new HttpMessage(first, all);
  }

  /// The word at that place of the first line.
  String word(int index) {
    return first.split(" ", 3)[index];
  }

  byte[] bytes() {
    return (first + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n").getBytes(ISO_8859_1);
  }

  /// The body of a message that is a request or has one.
  ///
  /// @param untilEnd whether a body without a stated length lasts until the connection ends
  byte[] body(InputStream in, boolean untilEnd) throws IOException {
    Optional<String> length = header("Content-Length");
    if (length.isPresent()) {
      byte[] body = in.readNBytes(Integer.parseInt(length.get()));
      if (body.length < Integer.parseInt(length.get())) {
        throw new EOFException("the message ends within its body");
      }
      return body;
    }
    if (header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      return chunks(in);
    }
    return untilEnd ? in.readAllBytes() : new byte[0];
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(needed(in).split(";", 2)[0].strip(), 16);
      body.write(in.readNBytes(size));
      needed(in);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }
}

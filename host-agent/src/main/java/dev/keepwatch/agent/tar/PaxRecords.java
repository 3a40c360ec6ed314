package dev.keepwatch.agent.tar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The records of a pax extended header: keywords with values that are bytes (POSIX.1-2017, pax).
///
/// Values that are not UTF-8 are announced by a first record `hdrcharset=BINARY`.
final class PaxRecords {

  private static final String CHARSET = "hdrcharset";

  /// Linux lists no more than 64 KiB of names of attributes.
  private static final int MOST = 16_384;

  private final Map<String, byte[]> values = new LinkedHashMap<>();

  void put(String keyword, byte[] value) {
    values.put(keyword, value);
  }

  void put(String keyword, long value) {
    values.put(keyword, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  byte @Nullable [] get(String keyword) {
    return values.get(keyword);
  }

  void forEach(BiConsumer<String, byte[]> each) {
    values.forEach(each);
  }

  byte[] toBytes() {
    var out = new ByteArrayOutputStream();
    if (values.values().stream().anyMatch(value -> !isUtf8(value))) {
      out.writeBytes(record(CHARSET, "BINARY".getBytes(StandardCharsets.US_ASCII)));
    }
    values.forEach((keyword, value) -> out.writeBytes(record(keyword, value)));
    return out.toByteArray();
  }

  /// `length keyword=value\n`, where the length counts itself.
  private static byte[] record(String keyword, byte[] value) {
    byte[] key = keyword.getBytes(StandardCharsets.UTF_8);
    int rest = key.length + value.length + 3;
    int length = rest + Integer.toString(rest).length();
    length = rest + Integer.toString(length).length();
    var out = new ByteArrayOutputStream(length);
    out.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(key);
    out.write('=');
    out.writeBytes(value);
    out.write('\n');
    return out.toByteArray();
  }

  private static boolean isUtf8(byte[] value) {
    if (isAscii(value)) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isAscii(byte[] value) {
    for (byte b : value) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /// @throws TarException if a record's length does not fit its content
  static PaxRecords parse(byte[] body) throws TarException {
    var records = new PaxRecords();
    records.add(body);
    return records;
  }

  /// Takes over the records of a later header, which win.
  ///
  /// @throws TarException if a record's length does not fit its content, or there are more than any
  ///   entry has
  void add(byte[] body) throws TarException {
    int at = 0;
    while (at < body.length && body[at] != 0) {
      at = parseRecord(body, at);
      if (values.size() > MOST) {
        throw new TarException("a member with more than %d pax records".formatted(MOST));
      }
    }
  }

  private int parseRecord(byte[] body, int start) throws TarException {
    int space = indexOf(body, ' ', start, Math.min(body.length, start + 11));
    int length = space < 0 ? -1 : lengthOf(body, start, space);
    int end = start + length;
    if (length < space - start + 3 || end > body.length || body[end - 1] != '\n') {
      throw new TarException("a pax record whose length is wrong");
    }
    int equals = indexOf(body, '=', space + 1, end - 1);
    if (equals < 0) {
      throw new TarException("a pax record without a value");
    }
    String keyword = new String(body, space + 1, equals - space - 1, StandardCharsets.UTF_8);
    values.put(keyword, Arrays.copyOfRange(body, equals + 1, end - 1));
    return end;
  }

  private static int lengthOf(byte[] body, int from, int to) {
    try {
      return Integer.parseUnsignedInt(new String(body, from, to - from, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static int indexOf(byte[] body, char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}

package dev.keepwatch.agent.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/// A block of 512 bytes that heads a member: fields at their places (POSIX ustar).
final class HeaderBlock {

  static final int SIZE = 512;

  /// A field of the header: where it begins and how long it is.
  enum Field {
    NAME(0, 100),
    MODE(100, 8),
    UID(108, 8),
    GID(116, 8),
    BODY_SIZE(124, 12),
    MTIME(136, 12),
    CHECKSUM(148, 8),
    TYPE(156, 1),
    LINK_NAME(157, 100),
    MAGIC(257, 8),
    USER_NAME(265, 32),
    GROUP_NAME(297, 32),
    DEVICE_MAJOR(329, 8),
    DEVICE_MINOR(337, 8),
    PREFIX(345, 155);

    private final int offset;
    private final int length;

    Field(int offset, int length) {
      this.offset = offset;
      this.length = length;
    }

    /// The largest number that its octal digits can hold.
    long maximum() {
      return (1L << 3 * (length - 1)) - 1;
    }

    int length() {
      return length;
    }
  }

  private static final byte[] USTAR = "ustar\00000".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;

  private HeaderBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  static HeaderBlock empty() {
    return new HeaderBlock(new byte[SIZE]).text(Field.MAGIC, USTAR);
  }

  /// @throws TarException if the checksum is wrong
  static HeaderBlock read(byte[] bytes) throws TarException {
    if (!hasRightChecksum(bytes)) {
      throw new TarException("a member's header has a wrong checksum");
    }
    return new HeaderBlock(bytes);
  }

  private static boolean hasRightChecksum(byte[] bytes) {
    try {
      return TarUtils.verifyCheckSum(bytes);
    } catch (IllegalArgumentException e) {
      return false; // no digits where the checksum should be
    }
  }

  HeaderBlock type(char type) {
    bytes[Field.TYPE.offset] = (byte) type;
    return this;
  }

  char type() {
    return (char) (bytes[Field.TYPE.offset] & 0xff);
  }

  /// Octal digits and a NUL.
  HeaderBlock number(Field field, long value) {
    TarUtils.formatUnsignedOctalString(value, bytes, field.offset, field.length - 1);
    return this;
  }

  /// A number in octal digits, or in base 256 as GNU writes what does not fit.
  ///
  /// @throws TarException if the field holds no number
  long number(Field field) throws TarException {
    try {
      return TarUtils.parseOctalOrBinary(bytes, field.offset, field.length);
    } catch (IllegalArgumentException e) {
      throw new TarException("a member's header holds no number where its " + field + " should be");
    }
  }

  /// The first bytes of `value`, as many as fit.
  HeaderBlock text(Field field, byte[] value) {
    System.arraycopy(value, 0, bytes, field.offset, Math.min(value.length, field.length));
    return this;
  }

  /// The bytes up to the first NUL.
  byte[] text(Field field) {
    int end = field.offset;
    while (end < field.offset + field.length && bytes[end] != 0) {
      end++;
    }
    return Arrays.copyOfRange(bytes, field.offset, end);
  }

  /// Whether the header follows POSIX, so that [Field#PREFIX] is part of the name.
  boolean isPosix() {
    return Arrays.equals(bytes, Field.MAGIC.offset, Field.MAGIC.offset + 6, USTAR, 0, 6);
  }

  /// The finished block with its checksum.
  byte[] sealed() {
    Arrays.fill(
        bytes, Field.CHECKSUM.offset, Field.CHECKSUM.offset + Field.CHECKSUM.length, (byte) ' ');
    long sum = TarUtils.computeCheckSum(bytes);
    TarUtils.formatCheckSumOctalBytes(sum, bytes, Field.CHECKSUM.offset, Field.CHECKSUM.length);
    return bytes;
  }
}

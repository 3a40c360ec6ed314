package dev.keepwatch.agent.deflate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/// What stands before and after the deflate blocks.
public enum Framing {
  /// Nothing (RFC 1951; OpenPGP calls it ZIP).
  RAW,
  /// Two bytes and an Adler-32 (RFC 1950).
  ZLIB,
  /// Ten bytes, a CRC-32 and the length (RFC 1952): no name, no time, operating system unknown.
  GZIP;

  byte[] header() {
    return switch (this) {
      case RAW -> new byte[0];
      case ZLIB -> new byte[] {0x78, (byte) 0x9c};
      case GZIP -> new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    };
  }

  Checksum checksum() {
    return switch (this) {
      case RAW, ZLIB -> new Adler32();
      case GZIP -> new CRC32();
    };
  }

  byte[] trailer(Checksum checksum, long length) {
    int sum = (int) checksum.getValue();
    return switch (this) {
      case RAW -> new byte[0];
      case ZLIB -> ByteBuffer.allocate(4).putInt(sum).array();
      case GZIP ->
          ByteBuffer.allocate(8)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(sum)
              .putInt((int) length)
              .array();
    };
  }
}

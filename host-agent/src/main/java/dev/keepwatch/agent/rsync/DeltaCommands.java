package dev.keepwatch.agent.rsync;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a delta command by command: magic, copies and literals, END.
///
/// Copies of adjacent pieces become one; literals are cut into pieces of the size that duplicity
/// writes.
final class DeltaCommands {
  static final int MAGIC = 0x72730236;
  static final int END = 0x00;

  /// Up to this length a literal's opcode is its length.
  static final int LONGEST_SHORT_LITERAL = 0x40;

  static final int LITERAL = 0x41;
  static final int COPY = 0x45;
  static final int FIRST_RESERVED = 0x55;

  static final int LONGEST_LITERAL = 32768;

  private final SinkBuffer sink;
  private boolean begun;
  private long copyOffset;
  private long copyLength;

  DeltaCommands(OutputStream sink) {
    this.sink = new SinkBuffer(sink);
  }

  void copy(long offset, long length) throws IOException {
    if (copyLength > 0 && copyOffset + copyLength == offset) {
      copyLength += length;
      return;
    }
    writeCopy();
    copyOffset = offset;
    copyLength = length;
  }

  void literal(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    writeCopy();
    int end = offset + length;
    for (int at = offset; at < end; at += LONGEST_LITERAL) {
      writeLiteral(bytes, at, Math.min(LONGEST_LITERAL, end - at));
    }
  }

  void end() throws IOException {
    writeCopy();
    sink.number(END, 1);
    sink.drain();
  }

  private void writeLiteral(byte[] bytes, int offset, int length) throws IOException {
    if (length <= LONGEST_SHORT_LITERAL) {
      sink.number(length, 1);
    } else {
      int size = sizeClass(length);
      sink.number(LITERAL + size, 1);
      sink.number(length, 1 << size);
    }
    sink.write(bytes, offset, length);
  }

  private void writeCopy() throws IOException {
    if (!begun) {
      sink.number(MAGIC, Integer.BYTES);
      begun = true;
    }
    if (copyLength > 0) {
      int offsetSize = sizeClass(copyOffset);
      int lengthSize = sizeClass(copyLength);
      sink.number(COPY + 4 * offsetSize + lengthSize, 1);
      sink.number(copyOffset, 1 << offsetSize);
      sink.number(copyLength, 1 << lengthSize);
      copyLength = 0;
    }
  }

  /// 0, 1, 2 or 3: a number that needs 1, 2, 4 or 8 bytes.
  private static int sizeClass(long number) {
    if (number <= 0xffL) {
      return 0;
    }
    if (number <= 0xffffL) {
      return 1;
    }
    return number <= 0xffff_ffffL ? 2 : 3;
  }
}

package dev.keepwatch.agent.rsync;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A delta's commands, decoded by the letter of the format and by no code of ours.
final class DeltaListing {
  private final ByteBuffer delta;
  private final List<String> commands = new ArrayList<>();
  private long literalBytes;
  private int longestLiteral;

  private DeltaListing(byte[] delta) {
    this.delta = ByteBuffer.wrap(delta);
  }

  static DeltaListing of(byte[] delta) {
    var listing = new DeltaListing(delta);
    listing.read();
    return listing;
  }

  /// Such as `literal 5` or `copy 0+512`.
  List<String> commands() {
    return commands;
  }

  long literalBytes() {
    return literalBytes;
  }

  int longestLiteral() {
    return longestLiteral;
  }

  private void read() {
    if (delta.getInt() != 0x72730236) {
      throw new AssertionError("wrong magic");
    }
    for (int opcode = delta.get() & 0xff; opcode != 0; opcode = delta.get() & 0xff) {
      if (opcode <= 0x40) {
        literal(opcode);
      } else if (opcode <= 0x44) {
        literal((int) number(opcode - 0x41));
      } else if (opcode <= 0x54) {
        long offset = number((opcode - 0x45) / 4);
        commands.add("copy " + offset + "+" + number((opcode - 0x45) % 4));
      } else {
        throw new AssertionError("reserved opcode " + opcode);
      }
    }
    if (delta.hasRemaining()) {
      throw new AssertionError("bytes after the end");
    }
  }

  private void literal(int length) {
    commands.add("literal " + length);
    literalBytes += length;
    longestLiteral = Math.max(longestLiteral, length);
    delta.position(delta.position() + length);
  }

  private long number(int sizeClass) {
    return switch (sizeClass) {
      case 0 -> delta.get() & 0xff;
      case 1 -> delta.getShort() & 0xffff;
      case 2 -> delta.getInt() & 0xffff_ffffL;
      default -> delta.getLong();
    };
  }
}

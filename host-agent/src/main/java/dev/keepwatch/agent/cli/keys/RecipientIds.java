package dev.keepwatch.agent.cli.keys;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;

/// The keys that an OpenPGP message says it is meant for.
///
/// Only the packets at its beginning are looked at (RFC 9580 §4.2, §5.1): tag 1 with the id of a
/// key, and tag 3 with a passphrase's salt; whatever else comes ends the look.
final class RecipientIds {

  private static final int RECIPIENT = 1;
  private static final int PASSPHRASE = 3;
  private static final int VERSION = 3;
  private static final int MOST = 64;

  private RecipientIds() {}

  /// The names of these keys, as in `0x0123456789ABCDEF`. Hidden ones have none.
  static Set<String> read(InputStream message) throws IOException {
    var ids = new LinkedHashSet<String>();
    var in = new DataInputStream(message);
    try {
      for (int packets = 0; packets < MOST && readPacket(in, ids); packets++) {}
    } catch (EOFException e) {
      // It is cut short; whoever opens it will say so.
    }
    return ids;
  }

  /// Whether a message begins with a recipient, be it a hidden one: then it is for keys.
  static boolean areThere(InputStream message) throws IOException {
    int head = message.read();
    boolean old = (head & 0x40) == 0;
    return head >= 0x80 && (old ? head >> 2 & 0x0f : head & 0x3f) == RECIPIENT;
  }

  private static boolean readPacket(DataInputStream in, Set<String> ids) throws IOException {
    int head = in.readUnsignedByte();
    boolean old = (head & 0x40) == 0;
    int tag = old ? head >> 2 & 0x0f : head & 0x3f;
    if ((head & 0x80) == 0 || (tag != RECIPIENT && tag != PASSPHRASE)) {
      return false;
    }
    long length = old ? oldLength(in, head & 3) : newLength(in);
    if (length < 0) {
      return false;
    }
    if (tag == RECIPIENT && length > 9 && in.readUnsignedByte() == VERSION) {
      long id = in.readLong();
      length -= 9;
      if (id != 0) {
        ids.add("0x%016X".formatted(id));
      }
    }
    in.skipNBytes(length);
    return true;
  }

  private static long oldLength(DataInputStream in, int kind) throws IOException {
    return switch (kind) {
      case 0 -> in.readUnsignedByte();
      case 1 -> in.readUnsignedShort();
      case 2 -> in.readInt();
      default -> -1;
    };
  }

  private static long newLength(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    if (first < 192) {
      return first;
    }
    if (first < 224) {
      return ((first - 192L) << 8) + in.readUnsignedByte() + 192;
    }
    return first == 255 ? in.readInt() : -1;
  }
}

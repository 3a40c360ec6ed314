package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The announcement of a signature that follows behind the content.
record OnePassSignature(int type, int hashId, long keyId) {
  private static final int LENGTH = 13;
  private static final int VERSION = 3;
  private static final int BINARY = 0;

  static OnePassSignature parse(byte[] body) throws IOException {
    if (body.length != LENGTH || body[0] != VERSION) {
      throw Damage.unsupported("is signed in a way that is not known");
    }
    return new OnePassSignature(body[1] & 0xff, body[2] & 0xff, ByteBuffer.wrap(body).getLong(4));
  }

  boolean isOverBytes() {
    return type == BINARY;
  }
}

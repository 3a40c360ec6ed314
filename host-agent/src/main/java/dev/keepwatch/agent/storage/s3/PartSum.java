package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.digest.Digests;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/// The sums of a stretch of a file: MD5, which every server checks and ETags are made of, and
/// SHA-256.
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record PartSum(byte[] md5, byte[] sha256) {

  private static final int BLOCK = 1 << 16;

  /// @param content for messages
  static PartSum of(InputStream stream, long length, Path content) throws IOException {
    MessageDigest md5 = Digests.md5();
    MessageDigest sha256 = Digests.sha256();
    byte[] buffer = new byte[BLOCK];
    for (long left = length; left > 0; ) {
      int read = stream.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException(content + " became shorter while it was read");
      }
      md5.update(buffer, 0, read);
      sha256.update(buffer, 0, read);
      left -= read;
    }
    return new PartSum(md5.digest(), sha256.digest());
  }
}

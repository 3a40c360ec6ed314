package dev.keepwatch.agent.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The MD5 sums of a local file's parts. Each travels with its part (`Content-MD5`), which every
/// server checks; together they tell the ETag that the object will have.
final class ContentSums {

  private static final int MAX_PARTS = 10_000;

  private final long size;
  private final long partBytes;
  private final boolean multipart;
  private final List<byte[]> sums = new ArrayList<>();

  private ContentSums(long size, long partBytes, boolean multipart) {
    this.size = size;
    this.partBytes = partBytes;
    this.multipart = multipart;
  }

  static ContentSums of(Path content, S3Settings settings) throws IOException {
    long size = Files.size(content);
    boolean multipart = size >= settings.multipartFrom() && size > 0;
    long part = multipart ? partBytes(size, settings) : size;
    var sums = new ContentSums(size, part, multipart);
    try (InputStream stream = Files.newInputStream(content)) {
      for (int index = 0; index < sums.count(); index++) {
        sums.sums.add(sum(stream, sums.length(index), content));
      }
    }
    return sums;
  }

  /// The size of a part: as set, or larger where there would be too many.
  static long partBytes(long size, S3Settings settings) {
    return Math.max(settings.partBytes(), Math.ceilDiv(size, MAX_PARTS));
  }

  private static byte[] sum(InputStream stream, long length, Path content) throws IOException {
    MessageDigest md5 = md5();
    byte[] buffer = new byte[1 << 16];
    for (long left = length; left > 0; ) {
      int read = stream.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException(content + " became shorter while it was read");
      }
      md5.update(buffer, 0, read);
      left -= read;
    }
    return md5.digest();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  boolean isMultipart() {
    return multipart;
  }

  long size() {
    return size;
  }

  /// The number of parts; one for a file that is stored in one piece.
  int count() {
    return multipart ? (int) Math.ceilDiv(size, partBytes) : 1;
  }

  long offset(int index) {
    return index * partBytes;
  }

  long length(int index) {
    return Math.min(partBytes, size - offset(index));
  }

  /// The sum of a part as `Content-MD5` has it.
  String header(int index) {
    return Base64.getEncoder().encodeToString(sums.get(index));
  }

  /// The ETag that the object will have unless the bucket encrypts with KMS keys.
  String etag() {
    if (!multipart) {
      return HexFormat.of().formatHex(sums.getFirst());
    }
    MessageDigest all = md5();
    sums.forEach(all::update);
    return HexFormat.of().formatHex(all.digest()) + "-" + sums.size();
  }
}

package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.digest.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The sums of a local file's parts. Each travels with its part, and the server checks it; together
/// they tell the ETag that the object will have.
final class ContentSums {

  private static final int MAX_PARTS = 10_000;

  private final long size;
  private final long partBytes;
  private final boolean multipart;
  private final List<PartSum> parts = new ArrayList<>();

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
        sums.parts.add(PartSum.of(stream, sums.length(index), content));
      }
    }
    return sums;
  }

  /// The size of a part: as set, or larger where there would be too many.
  static long partBytes(long size, S3Settings settings) {
    return Math.max(settings.partBytes(), Math.ceilDiv(size, MAX_PARTS));
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

  /// The MD5 sum of a part as `Content-MD5` has it.
  String md5(int index) {
    return Base64.getEncoder().encodeToString(parts.get(index).md5());
  }

  /// The SHA-256 sum of a part as `x-amz-checksum-sha256` has it.
  String sha256(int index) {
    return Base64.getEncoder().encodeToString(parts.get(index).sha256());
  }

  /// The ETag of a part unless the bucket encrypts with KMS keys.
  String etag(int index) {
    return HexFormat.of().formatHex(parts.get(index).md5());
  }

  /// The ETag that the object will have unless the bucket encrypts with KMS keys.
  String etag() {
    if (!multipart) {
      return etag(0);
    }
    MessageDigest all = Digests.md5();
    parts.forEach(part -> all.update(part.md5()));
    return Digests.hex(all) + "-" + parts.size();
  }

  /// The SHA-256 sum that the server tells of the object.
  String sha256() {
    if (!multipart) {
      return sha256(0);
    }
    MessageDigest all = Digests.sha256();
    parts.forEach(part -> all.update(part.sha256()));
    return Base64.getEncoder().encodeToString(all.digest()) + "-" + parts.size();
  }
}

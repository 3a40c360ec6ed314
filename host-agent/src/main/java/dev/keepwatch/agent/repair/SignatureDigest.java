package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.zip.GZIPInputStream;

/// SHA-256 of a signature archive's tar bytes, which a manifest is bound to.
final class SignatureDigest {

  private SignatureDigest() {}

  /// Of those in the cache.
  static String of(ArchiveCache cache, SetId set) throws IOException {
    try (var opened = cache.signatures(set)) {
      return of(opened);
    }
  }

  /// Of a compressed file.
  static String of(Path gzip) throws IOException {
    try (var opened = new GZIPInputStream(Files.newInputStream(gzip), 1 << 16)) {
      return of(opened);
    }
  }

  private static String of(InputStream opened) throws IOException {
    var digest = Digests.sha256();
    opened.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return Digests.hex(digest);
  }
}

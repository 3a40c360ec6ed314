package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tar.TarWriter;
import dev.keepwatch.agent.tree.FileMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;

/// A word for everything that a member's header says of an entry beside its name.
final class HeaderDigest {

  private HeaderDigest() {}

  /// SHA-256 of the headers as they would be written.
  static String of(FileMetadata metadata) {
    var digest = Digests.sha256();
    try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      new TarWriter(sink).begin(new TarHeader(new byte[] {'.'}, metadata, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // There is nothing to write to.
    }
    return Digests.hex(digest);
  }
}

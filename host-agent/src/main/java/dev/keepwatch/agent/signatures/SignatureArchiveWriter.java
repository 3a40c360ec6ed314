package dev.keepwatch.agent.signatures;

import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tar.TarWriter;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.SignatureMemberName;
import dev.keepwatch.format.archive.SignatureMemberName.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Writes one set's signature archive. The sink is not closed.
public final class SignatureArchiveWriter {

  private static final int COPY_BUFFER = 32 * 1024;

  private final TarWriter tar;

  public SignatureArchiveWriter(OutputStream sink) {
    this(sink, 0);
  }

  /// Goes on with an archive.
  ///
  /// @param writtenBytes how much of the archive is there already, between two entries
  public SignatureArchiveWriter(OutputStream sink, long writtenBytes) {
    this.tar = new TarWriter(sink, writtenBytes);
  }

  /// Bytes of the archive so far.
  public long writtenBytes() {
    return tar.written();
  }

  /// A regular file and its librsync signature of `signatureBytes` bytes.
  public void file(
      ArchivePath path, FileMetadata metadata, long signatureBytes, InputStream signature)
      throws IOException {
    byte[] name = new SignatureMemberName(Kind.SIGNATURE, path).toBytes(false);
    tar.begin(new TarHeader(name, metadata, signatureBytes));
    byte[] buffer = new byte[(int) Math.min(COPY_BUFFER, Math.max(1, signatureBytes))];
    for (int count = signature.read(buffer); count >= 0; count = signature.read(buffer)) {
      tar.write(buffer, 0, count);
    }
    tar.end();
  }

  /// Anything but a regular file.
  public void other(ArchivePath path, FileMetadata metadata) throws IOException {
    byte[] name = new SignatureMemberName(Kind.SNAPSHOT, path).toBytes(metadata.isDirectory());
    tar.writeEmpty(new TarHeader(name, metadata, 0));
  }

  public void deleted(ArchivePath path) throws IOException {
    byte[] name = new SignatureMemberName(Kind.DELETED, path).toBytes(false);
    tar.writeEmpty(TarHeader.ofDeleted(name));
  }

  /// Writes the end of the archive.
  public void finish() throws IOException {
    tar.finish();
  }
}

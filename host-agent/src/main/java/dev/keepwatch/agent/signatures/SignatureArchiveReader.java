package dev.keepwatch.agent.signatures;

import dev.keepwatch.agent.tar.TarReader;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.SignatureMemberName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Reads one set's signature archive from its start to its end.
public final class SignatureArchiveReader implements PathSequence<SignatureEntry> {

  private final InputStream source;
  private final TarReader tar;

  /// @param source the archive, already opened and unpacked; closed with this
  public SignatureArchiveReader(InputStream source) {
    this.source = source;
    this.tar = new TarReader(source);
  }

  @Override
  public @Nullable SignatureEntry next() throws IOException {
    var header = tar.next();
    if (header == null) {
      // What stands behind the last member must still prove itself: a checksum, an integrity code.
      source.transferTo(OutputStream.nullOutputStream());
      return null;
    }
    var name = name(header.name());
    return new SignatureEntry(
        name.path(),
        header.metadata(),
        name.kind() == SignatureMemberName.Kind.DELETED,
        header.bodyBytes(),
        tar::body);
  }

  private static SignatureMemberName name(byte[] name) throws IOException {
    try {
      return SignatureMemberName.parse(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("a signature archive holds " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}

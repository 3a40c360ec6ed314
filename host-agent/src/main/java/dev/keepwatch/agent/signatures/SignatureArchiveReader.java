package dev.keepwatch.agent.signatures;

import dev.keepwatch.agent.tar.TarReader;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.SignatureMemberName;
import dev.keepwatch.format.naming.SetId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Reads one set's signature archive from its start to its end.
public final class SignatureArchiveReader implements PathSequence<SignatureEntry> {

  private final SetId set;
  private final InputStream source;
  private final TarReader tar;

  /// @param set whose signatures they are
  /// @param source the archive, already opened and unpacked; closed with this
  public SignatureArchiveReader(SetId set, InputStream source) {
    this.set = set;
    this.source = source;
    this.tar = new TarReader(source);
  }

  /// @throws SignatureDamageException if the archive is damaged
  @Override
  public @Nullable SignatureEntry next() throws IOException {
    try {
      return entry();
    } catch (IOException e) {
      throw new SignatureDamageException(set, e);
    }
  }

  private @Nullable SignatureEntry entry() throws IOException {
    var header = tar.next();
    if (header == null) {
      finish();
      return null;
    }
    var name = name(header.name());
    return new SignatureEntry(
        name.path(),
        header.metadata(),
        name.kind() == SignatureMemberName.Kind.DELETED,
        header.bodyBytes(),
        () -> new Body(tar.body()));
  }

  /// Unlike a volume a signature archive always has an end, so one that was cut off between two
  /// members is seen. What stands behind must still prove itself: a checksum, an integrity code.
  private void finish() throws IOException {
    tar.requireEndBlock();
    source.transferTo(OutputStream.nullOutputStream());
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

  /// The sums of one file.
  private final class Body extends FilterInputStream {

    Body(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (IOException e) {
        throw new SignatureDamageException(set, e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return super.read(buffer, offset, length);
      } catch (IOException e) {
        throw new SignatureDamageException(set, e);
      }
    }
  }
}

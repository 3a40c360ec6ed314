package dev.keepwatch.agent.archive;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stored file on its way to us, that does not end before the listing says so.
///
/// What lies between may shorten an answer and the length that it announces. Then the file is
/// whole, and only what came of it is not.
final class WholeInput extends FilterInputStream {

  private final StoredFile file;
  private long came;

  WholeInput(InputStream stored, StoredFile file) {
    super(stored);
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read >= 0) {
      came += read;
    } else if (came != file.sizeBytes()) {
      throw new StorageException(
          Reason.TRANSIENT,
          "cannot read %s: %d bytes came, and the listing says %d. Something between here and the storage alters what it sends; try again, or over another line."
              .formatted(file.name(), came, file.sizeBytes()));
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    came += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

package dev.keepwatch.agent.archive;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.stream.BlockInputStream;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.io.InputStream;

/// A stored file on its way to us, that does not end before the listing says so.
///
/// What lies between may shorten an answer and the length that it announces. Then the file is
/// whole, and only what came of it is not.
final class WholeInput extends BlockInputStream {

  private final InputStream stored;
  private final StoredFile file;
  private long came;

  WholeInput(InputStream stored, StoredFile file) {
    this.stored = stored;
    this.file = file;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = stored.read(buffer, offset, length);
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
  public void close() throws IOException {
    stored.close();
  }
}

package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The content of an object, which ends only where it should.
///
/// Closed before its end it drops the connection, since what is left may be large.
final class ObjectStream extends InputStream {

  private final S3Folder folder;
  private final String name;
  private final ResponseInputStream<GetObjectResponse> content;
  private final long length;
  private long position;

  ObjectStream(S3Folder folder, String name, ResponseInputStream<GetObjectResponse> content) {
    this.folder = folder;
    this.name = name;
    this.content = content;
    this.length = content.response().contentLength();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    int read;
    try {
      read = content.read(buffer, offset, count);
    } catch (IOException | RuntimeException e) {
      throw brokeOff(e);
    }
    if (read < 0 && position < length) {
      throw brokeOff(null);
    }
    position += Math.max(read, 0);
    return read;
  }

  private StorageException brokeOff(@org.jspecify.annotations.Nullable Exception cause) {
    return new StorageException(
        Reason.TRANSIENT,
        "cannot read %s from %s: the connection broke off after %d of %d bytes. Try again."
            .formatted(name, folder.location(), position, length),
        cause);
  }

  @Override
  public void close() throws IOException {
    if (position < length) {
      content.abort();
    } else {
      content.close();
    }
  }
}

package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.client.Patience;
import dev.keepwatch.agent.storage.s3.client.Trouble;
import dev.keepwatch.agent.stream.BlockInputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The content of an object, which ends only where it should. Where the line breaks, the rest of
/// the same object is asked for.
///
/// Closed before its end it drops the connection, since what is left may be large.
final class ObjectStream extends BlockInputStream {

  /// What has come through since the last break to make it a new one.
  private static final long PROGRESS = 1 << 20;

  private final S3Folder folder;
  private final String name;
  private final Patience.Attempts attempts;
  private final long length;
  private final @Nullable String etag;
  private ResponseInputStream<GetObjectResponse> content;
  private long position;
  private long resumedAt;

  ObjectStream(S3Folder folder, String name, ResponseInputStream<GetObjectResponse> content)
      throws StorageException {
    this.folder = folder;
    this.name = name;
    this.attempts = folder.patience().begin();
    this.content = content;
    this.length = length(folder, name, content);
    this.etag = content.response().eTag();
  }

  /// Without a length nobody could tell whether all of it has come; and what a server has packed on
  /// its way is not what was stored.
  private static long length(
      S3Folder folder, String name, ResponseInputStream<GetObjectResponse> content)
      throws StorageException {
    Long length = content.response().contentLength();
    String encoding = content.response().contentEncoding();
    boolean packed =
        encoding != null && !encoding.isBlank() && !encoding.matches("identity|aws-chunked,?");
    if (length == null || length < 0 || packed) {
      content.abort();
      throw new StorageException(
          Reason.FAILED,
          "%s: the server at %s %s. Look what stands between this host and the storage."
              .formatted(
                  S3Action.READ.failed(folder, name),
                  folder.serverName(),
                  packed ? "sends it packed, not as it is stored" : "does not tell its length"));
    }
    return length;
  }

  static ObjectStream open(S3Folder folder, String name) throws StorageException {
    var request = GetObjectRequest.builder().bucket(folder.bucket()).key(folder.key(name)).build();
    try {
      return new ObjectStream(folder, name, folder.client().getObject(request));
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.READ, folder, name, e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    while (true) {
      try {
        int read = content.read(buffer, offset, count);
        if (read >= 0 || position >= length) {
          position += Math.max(read, 0);
          return read;
        }
        resume(null);
      } catch (StorageException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        resume(e);
      }
    }
  }

  private void resume(@Nullable Exception broken) throws StorageException {
    content.abort();
    if (position - resumedAt >= PROGRESS) {
      attempts.forgive();
    }
    boolean unwanted = broken instanceof AbortedException; // the reader's thread was interrupted
    if (unwanted || etag == null || !attempts.again(Trouble.PASSING, Duration.ZERO)) {
      throw brokeOff(broken);
    }
    resumedAt = position;
    try {
      content = folder.client().getObject(rest());
      passOver(content.response());
    } catch (S3Exception e) {
      throw e.statusCode() == 412 ? changed() : S3Failure.of(S3Action.READ, folder, name, e);
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.READ, folder, name, e);
    } catch (StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      resume(e);
    }
  }

  private GetObjectRequest rest() {
    return GetObjectRequest.builder()
        .bucket(folder.bucket())
        .key(folder.key(name))
        .range("bytes=" + position + "-")
        .ifMatch(etag)
        .build();
  }

  /// A server may not know the condition, or may send the object from its beginning again.
  private void passOver(GetObjectResponse answer) throws IOException {
    if (!String.valueOf(etag).equals(answer.eTag())) {
      throw changed();
    }
    String range = answer.contentRange();
    if (range == null) {
      content.skipNBytes(position);
    } else if (!range.startsWith("bytes " + position + "-")) {
      throw new StorageException(
          Reason.FAILED,
          S3Action.READ.failed(folder, name)
              + ": the server sends another part than was asked for. Ask its operator.");
    }
  }

  private StorageException changed() {
    return new StorageException(
        Reason.FAILED,
        S3Action.READ.failed(folder, name)
            + ": it was replaced by something else while it was read. Find out who writes there,"
            + " then begin again.");
  }

  private StorageException brokeOff(@Nullable Exception cause) {
    return new StorageException(
        Reason.TRANSIENT,
        "%s: the connection broke off after %d of %d bytes. Try again."
            .formatted(S3Action.READ.failed(folder, name), position, length),
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

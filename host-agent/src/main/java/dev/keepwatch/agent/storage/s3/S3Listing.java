package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.StoredFile;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The files directly in a folder, page by page.
final class S3Listing {

  private final S3Folder folder;

  S3Listing(S3Folder folder) {
    this.folder = folder;
  }

  void forEach(Consumer<StoredFile> each) throws StorageException {
    String next = null;
    do {
      ListObjectsV2Response page = page(next);
      for (S3Object object : page.contents()) {
        stored(object).ifPresent(each);
      }
      next = after(page, next);
    } while (next != null);
  }

  private ListObjectsV2Response page(@Nullable String token) throws StorageException {
    var request =
        ListObjectsV2Request.builder()
            .bucket(folder.bucket())
            .prefix(folder.url().keyPrefix())
            .delimiter("/")
            .continuationToken(token)
            .build();
    try {
      return known(folder.client().listObjectsV2(request));
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.LIST, folder, "", e);
    }
  }

  /// A page of the web may be taken for an empty listing; only a listing says whether it is whole.
  private ListObjectsV2Response known(ListObjectsV2Response page) throws StorageException {
    if (page.isTruncated() == null) {
      throw new StorageException(
          Reason.MISCONFIGURED,
          S3Action.LIST.failed(folder, "")
              + ": what answers at "
              + folder.serverName()
              + " is no S3 server. Correct the endpoint.");
    }
    return page;
  }

  private Optional<StoredFile> stored(S3Object object) {
    String name = object.key().substring(folder.url().keyPrefix().length());
    return name.isEmpty()
            || name.indexOf('/') >= 0 // the folder's own marker; a server without delimiters
        ? Optional.empty()
        : Optional.of(new StoredFile(name, object.size(), object.lastModified()));
  }

  private @Nullable String after(ListObjectsV2Response page, @Nullable String token)
      throws StorageException {
    if (!Boolean.TRUE.equals(page.isTruncated())) {
      return null;
    }
    String next = page.nextContinuationToken();
    if (next == null || next.equals(token)) {
      throw new StorageException(
          Reason.FAILED,
          S3Action.LIST.failed(folder, "")
              + ": the server says that there is more, but not where it goes on. Ask its operator.");
    }
    return next;
  }
}

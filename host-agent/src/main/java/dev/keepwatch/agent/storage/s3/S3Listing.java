package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.StoredFile;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The files directly in a folder, page by page.
final class S3Listing {

  /// A hundred million files: no archive has as many.
  private static final int MOST_PAGES = 100_000;

  private final S3Folder folder;

  /// Whether the last listing that went to its end showed nothing in an archive class.
  private volatile boolean allReadable;

  S3Listing(S3Folder folder) {
    this.folder = folder;
  }

  void forEach(Consumer<StoredFile> each) throws StorageException {
    allReadable = false;
    var archived = new AtomicBoolean();
    eachObject(object -> {
      stored(object).ifPresent(each);
      archived.compareAndSet(false, ArchivedObject.mayBe(object));
    });
    allReadable = !archived.get();
  }

  /// Whether the listing has shown that no file has to be thawed.
  boolean showedAllReadable() {
    return allReadable;
  }

  /// Whether the listing tells what has become of archived objects that were asked for. Amazon's
  /// does, others may not know what is meant.
  boolean tellsOfThawed() {
    return folder.server().isEmpty();
  }

  /// Hands over all objects below the folder, with what has become of archived ones where the
  /// server tells.
  void eachObject(Consumer<S3Object> each) throws StorageException {
    String next = null;
    var passed = new HashSet<String>();
    do {
      ListObjectsV2Response page = page(next);
      page.contents().stream().filter(this::isInFolder).forEach(each);
      next = after(page);
      if (next != null && (!passed.add(next) || passed.size() > MOST_PAGES)) {
        throw odd("the server's listing goes round in circles");
      }
    } while (next != null);
  }

  private ListObjectsV2Response page(@Nullable String token) throws StorageException {
    var request =
        ListObjectsV2Request.builder()
            .bucket(folder.bucket())
            .prefix(folder.url().keyPrefix())
            .delimiter("/")
            .continuationToken(token);
    if (tellsOfThawed()) {
      request.optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS);
    }
    try {
      return known(folder.client().listObjectsV2(request.build()));
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
    return name(object).map(name -> new StoredFile(name, object.size(), object.lastModified()));
  }

  /// The name in the folder, if it is a file of it.
  Optional<String> name(S3Object object) {
    String name = object.key().substring(folder.url().keyPrefix().length());
    return name.isEmpty()
            || name.indexOf('/') >= 0 // the folder's own marker; a server without delimiters
        ? Optional.empty()
        : Optional.of(name);
  }

  /// Where the listing goes on; nothing behind its last page.
  private @Nullable String after(ListObjectsV2Response page) throws StorageException {
    if (!Boolean.TRUE.equals(page.isTruncated())) {
      return null;
    }
    String next = page.nextContinuationToken();
    if (next == null) {
      throw odd("the server says that there is more, but not where it goes on");
    }
    return next;
  }

  /// What lacks a part of an entry, or was not asked for, is none.
  private boolean isInFolder(S3Object object) {
    return object.key() != null
        && object.key().startsWith(folder.url().keyPrefix())
        && object.size() != null
        && object.size() >= 0
        && object.lastModified() != null;
  }

  private StorageException odd(String what) {
    return new StorageException(
        Reason.FAILED, S3Action.LIST.failed(folder, "") + ": " + what + ". Ask its operator.");
  }
}

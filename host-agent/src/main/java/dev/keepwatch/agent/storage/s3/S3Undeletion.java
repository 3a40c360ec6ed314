package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.DeleteMarker;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.Undeletion;
import dev.keepwatch.agent.storage.VersionedFile;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Takes delete markers away in a bucket with versions.
final class S3Undeletion implements Undeletion {

  private final S3Folder folder;

  S3Undeletion(S3Folder folder) {
    this.folder = folder;
  }

  @Override
  public boolean look(Consumer<VersionedFile> each) throws StorageException {
    var names = new VersionsByName(folder.url().keyPrefix(), each);
    String key = "";
    String version = "";
    while (true) {
      var page = page(key, version);
      names.add(page);
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        names.end();
        return names.sawVersions();
      }
      String nextKey = String.valueOf(page.nextKeyMarker());
      String nextVersion = page.nextVersionIdMarker() == null ? "" : page.nextVersionIdMarker();
      if (page.nextKeyMarker() == null || (nextKey.equals(key) && nextVersion.equals(version))) {
        throw new StorageException(
            Reason.FAILED,
            S3Action.LIST_VERSIONS.failed(folder, "")
                + ": the server says that there is more, but not where it goes on. Ask its operator.");
      }
      key = nextKey;
      version = nextVersion;
    }
  }

  private ListObjectVersionsResponse page(String key, String version) throws StorageException {
    var request =
        ListObjectVersionsRequest.builder()
            .bucket(folder.bucket())
            .prefix(folder.url().keyPrefix())
            .delimiter("/");
    if (!key.isEmpty()) {
      request.keyMarker(key);
    }
    if (!version.isEmpty()) {
      request.versionIdMarker(version);
    }
    try {
      return folder.client().listObjectVersions(request.build());
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.LIST_VERSIONS, folder, "", e);
    }
  }

  /// The version that is named is a marker's; a request without one would delete the file.
  @Override
  public void remove(DeleteMarker marker) throws StorageException {
    if (marker.id().isBlank()) {
      throw new IllegalArgumentException("a marker without a name: " + marker);
    }
    var request =
        DeleteObjectRequest.builder()
            .bucket(folder.bucket())
            .key(folder.key(marker.name()))
            .versionId(marker.id())
            .build();
    try {
      folder.client().deleteObject(request);
    } catch (S3Exception e) {
      if (!new S3Refusal(e).code().equals("NoSuchVersion")) {
        throw S3Failure.of(S3Action.UNDELETE, folder, marker.name(), e);
      }
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.UNDELETE, folder, marker.name(), e);
    }
  }
}

package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.FileName;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.Thawing;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// An archive in a folder of an S3 bucket.
///
/// No object is ever replaced: every put carries the condition that the key be free. Where a server
/// does not know it, or is not Amazon's and might ignore it, the listing is asked first, which
/// leaves a moment open to other writers.
public final class S3Storage implements Storage {

  private final S3Folder folder;
  private final S3Listing listing;
  private final S3Writer writer;
  private final S3Thawing thawing;

  private S3Storage(S3Folder folder, S3Settings settings, Consumer<String> notices) {
    this.folder = folder;
    this.listing = new S3Listing(folder);
    this.writer = new S3Writer(folder, settings, notices);
    this.thawing = new S3Thawing(folder, listing);
  }

  /// Opens an archive; nothing is asked of the server yet.
  ///
  /// @param notices told, in a sentence for people and once each, what the server cannot do
  public static S3Storage open(S3Url url, S3Settings settings, Consumer<String> notices) {
    return new S3Storage(S3Connection.open(url, settings), settings, notices);
  }

  @Override
  public void list(Consumer<StoredFile> each) throws StorageException {
    listing.forEach(each);
  }

  @Override
  public InputStream read(String name) throws StorageException {
    String key = folder.key(FileName.check(name));
    var request = GetObjectRequest.builder().bucket(folder.bucket()).key(key).build();
    try {
      return new ObjectStream(folder, name, folder.client().getObject(request));
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.READ, folder, name, e);
    }
  }

  @Override
  public void write(NewFile file) throws StorageException {
    writer.write(file);
  }

  @Override
  public boolean holds(NewFile file) throws StorageException {
    return writer.holds(file);
  }

  /// In a bucket with versions the object is hidden behind a delete marker, and its bytes stay
  /// until the bucket's rules let them go.
  @Override
  public void delete(String name) throws StorageException {
    String key = folder.key(FileName.check(name));
    var request = DeleteObjectRequest.builder().bucket(folder.bucket()).key(key).build();
    try {
      folder.client().deleteObject(request);
    } catch (NoSuchKeyException e) {
      // Some servers say so; what was wanted is true.
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.DELETE, folder, name, e);
    }
  }

  @Override
  public Optional<Thawing> thawing() {
    return Optional.of(thawing);
  }

  @Override
  public String location() {
    return folder.location();
  }

  @Override
  public void close() {
    folder.client().close();
  }
}

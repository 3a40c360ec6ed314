package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.FileName;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.ReadAhead;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.Tagging;
import dev.keepwatch.agent.storage.Thawing;
import dev.keepwatch.agent.storage.Turn;
import dev.keepwatch.agent.storage.Undeletion;
import dev.keepwatch.agent.storage.s3.client.Waiting;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.NamingScheme;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
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

  private S3Storage(
      S3Folder folder, S3Settings settings, NamingScheme names, Consumer<String> notices) {
    this.folder = folder;
    this.listing = new S3Listing(folder);
    this.writer = new S3Writer(folder, settings, names, notices);
    this.thawing = new S3Thawing(folder, listing);
  }

  /// Opens an archive whose files have the usual names.
  public static S3Storage open(S3Url url, S3Settings settings, Consumer<String> notices) {
    return open(url, settings, NamingScheme.standard(), notices);
  }

  /// Opens an archive; nothing is asked of the server yet.
  ///
  /// @param names what its files are called; what has another name is never cleared away
  /// @param notices told, in a sentence for people and once each, what the server cannot do
  public static S3Storage open(
      S3Url url, S3Settings settings, NamingScheme names, Consumer<String> notices) {
    return open(url, settings, names, notices, Waiting.REAL);
  }

  static S3Storage open(
      S3Url url,
      S3Settings settings,
      NamingScheme names,
      Consumer<String> notices,
      Waiting waiting) {
    return new S3Storage(S3Connection.open(url, settings, waiting), settings, names, notices);
  }

  @Override
  public void list(Consumer<StoredFile> each) throws StorageException {
    listing.forEach(each);
  }

  @Override
  public InputStream read(String name) throws StorageException {
    return new ReadAhead(ObjectStream.open(folder, FileName.check(name)));
  }

  @Override
  public void write(NewFile file) throws StorageException {
    write(file, Turn.NOW);
  }

  /// The parts of a large file are sent before its turn.
  @Override
  public void write(NewFile file, Turn turn) throws StorageException {
    writer.write(file, turn);
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
  public Optional<Tagging> tagging() {
    return Optional.of(new S3Tagging(folder));
  }

  @Override
  public Optional<Undeletion> undeletion() {
    return Optional.of(new S3Undeletion(folder));
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

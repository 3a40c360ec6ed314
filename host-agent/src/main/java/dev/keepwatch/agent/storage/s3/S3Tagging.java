package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.FileName;
import dev.keepwatch.agent.storage.FileTags;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.Tagging;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// The tags of objects, whatever class these lie in. Neither content nor date of an object changes
/// with them, and in a bucket with versions it is the newest one that has them.
final class S3Tagging implements Tagging {

  private static final int NOT_ALLOWED = 405;

  private final S3Folder folder;

  S3Tagging(S3Folder folder) {
    this.folder = folder;
  }

  @Override
  public FileTags look(String name) throws StorageException {
    var request =
        GetObjectTaggingRequest.builder()
            .bucket(folder.bucket())
            .key(folder.key(FileName.check(name)))
            .build();
    try {
      return tags(folder.client().getObjectTagging(request).tagSet());
    } catch (S3Exception e) {
      if (isNoTags(new S3Refusal(e))) {
        return FileTags.NONE;
      }
      throw refused(S3Action.LOOK_AT_TAGS, name, e);
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.LOOK_AT_TAGS, folder, name, e);
    }
  }

  private static FileTags tags(List<Tag> tags) {
    return new FileTags(
        tags.stream()
            .collect(
                Collectors.toMap(
                    Tag::key, tag -> Objects.requireNonNullElse(tag.value(), ""), (a, b) -> b)));
  }

  /// Amazon sends an empty set, some servers an error.
  private static boolean isNoTags(S3Refusal refusal) {
    return refusal.code().startsWith("NoSuchTagSet");
  }

  @Override
  public void replace(String name, FileTags tags) throws StorageException {
    var request =
        PutObjectTaggingRequest.builder()
            .bucket(folder.bucket())
            .key(folder.key(FileName.check(name)))
            .tagging(tagging -> tagging.tagSet(set(tags)))
            .build();
    try {
      folder.client().putObjectTagging(request);
    } catch (S3Exception e) {
      throw refused(S3Action.TAG, name, e);
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.TAG, folder, name, e);
    }
  }

  private static List<Tag> set(FileTags tags) {
    return tags.values().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .sorted(Comparator.comparing(Tag::key))
        .toList();
  }

  private StorageException refused(S3Action action, String name, S3Exception e) {
    var refusal = new S3Refusal(e);
    if (refusal.status() != NOT_ALLOWED && !refusal.mayBeAboutMissingFunction()) {
      return S3Failure.of(action, folder, name, e);
    }
    return new StorageException(
        Reason.UNSUPPORTED,
        "%s: the server does not know tags of objects (%s), so its lifecycle rules cannot go by them. Choose the class of new volumes with --s3-use-ia or its kin instead."
            .formatted(action.failed(folder, name), refusal.code()),
        e);
  }
}

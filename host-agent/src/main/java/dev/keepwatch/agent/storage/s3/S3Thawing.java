package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.storage.Thawing;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.RestoreObjectRequest;
import software.amazon.awssdk.services.s3.model.RestoreRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Brings objects back from S3's archive classes.
///
/// A listing tells each object's class, and Amazon's also what has become of those that were asked
/// for; at other servers, and for INTELLIGENT_TIERING, each object that may be archived is asked
/// after.
final class S3Thawing implements Thawing {

  private final S3Folder folder;
  private final S3Listing listing;

  S3Thawing(S3Folder folder, S3Listing listing) {
    this.folder = folder;
    this.listing = listing;
  }

  @Override
  public void look(Predicate<String> wanted, Consumer<ArchivedFile> each) throws StorageException {
    if (listing.showedAllReadable()) {
      return;
    }
    var candidates = new ArrayList<S3Object>();
    listing.eachObject(object -> {
      if (ArchivedObject.mayBe(object) && listing.name(object).filter(wanted).isPresent()) {
        candidates.add(object);
      }
    });
    for (var object : candidates) {
      archived(object).ifPresent(each);
    }
  }

  private Optional<ArchivedFile> archived(S3Object object) throws StorageException {
    String name = listing.name(object).orElseThrow();
    boolean told = listing.tellsOfThawed() && !ArchivedObject.isTiered(object);
    if (told) {
      return ArchivedObject.classOf(object)
          .map(archive ->
              new ArchivedFile(name, object.size(), archive, ArchivedObject.state(object)));
    }
    HeadObjectResponse head = head(name);
    return ArchivedObject.classOf(head)
        .or(() -> ArchivedObject.classOf(object))
        .map(archive -> new ArchivedFile(name, object.size(), archive, ArchivedObject.state(head)));
  }

  private HeadObjectResponse head(String name) throws StorageException {
    var request = HeadObjectRequest.builder().bucket(folder.bucket()).key(folder.key(name)).build();
    try {
      return folder.client().headObject(request);
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.READ, folder, name, e);
    }
  }

  @Override
  public void request(ArchivedFile file, ThawTier tier, int days) throws StorageException {
    var request =
        RestoreObjectRequest.builder()
            .bucket(folder.bucket())
            .key(folder.key(file.name()))
            .restoreRequest(wish(file, tier, days))
            .build();
    try {
      folder.client().restoreObject(request);
    } catch (S3Exception e) {
      refused(file, tier, e);
    } catch (SdkException e) {
      throw S3Failure.of(S3Action.THAW, folder, file.name(), e);
    }
  }

  /// A tiered object moves itself, for as long as it is used; days would be refused.
  private static RestoreRequest wish(ArchivedFile file, ThawTier tier, int days) {
    var wish = RestoreRequest.builder().glacierJobParameters(job -> job.tier(amazons(tier)));
    return file.archive().isCopied() ? wish.days(days).build() : wish.build();
  }

  private static String amazons(ThawTier tier) {
    return switch (tier) {
      case BULK -> "Bulk";
      case STANDARD -> "Standard";
      case EXPEDITED -> "Expedited";
    };
  }

  private void refused(ArchivedFile file, ThawTier tier, S3Exception e) throws StorageException {
    switch (new S3Refusal(e).code()) {
      case "RestoreAlreadyInProgress" -> {
        // Somebody else has asked meanwhile; that is what was wanted.
      }
      case "InvalidObjectState" -> {
        // It is in no archive class any more; the next look tells.
      }
      case "GlacierExpeditedRetrievalNotAvailable" ->
          throw new StorageException(
              Reason.TRANSIENT,
              "%s: the provider has no room for %s now. Try again later, or with --thaw %s."
                  .formatted(
                      S3Action.THAW.failed(folder, file.name()),
                      tier.word(),
                      ThawTier.STANDARD.word()),
              e);
      default -> throw S3Failure.of(S3Action.THAW, folder, file.name(), e);
    }
  }
}

package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ThawState;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.RestoreStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What S3 tells of an object in an archive class, in its listings and its headers.
final class ArchivedObject {

  private static final String TIERING = "INTELLIGENT_TIERING";
  private static final Pattern ONGOING = Pattern.compile("ongoing-request\\s*=\\s*\"true\"");
  private static final Pattern EXPIRY = Pattern.compile("expiry-date\\s*=\\s*\"([^\"]*)\"");

  private ArchivedObject() {}

  /// Whether it is in an archive class, or may be: of tiered objects a listing does not tell.
  static boolean mayBe(S3Object object) {
    return classOf(object).isPresent() || isTiered(object);
  }

  static boolean isTiered(S3Object object) {
    return TIERING.equals(object.storageClassAsString());
  }

  /// The archive class that a listing tells.
  static Optional<ArchiveClass> classOf(S3Object object) {
    return switch (String.valueOf(object.storageClassAsString())) {
      case "GLACIER" -> Optional.of(ArchiveClass.GLACIER);
      case "DEEP_ARCHIVE" -> Optional.of(ArchiveClass.DEEP_ARCHIVE);
      default -> Optional.empty();
    };
  }

  /// The archive class that headers tell.
  static Optional<ArchiveClass> classOf(HeadObjectResponse head) {
    return switch (String.valueOf(head.archiveStatusAsString())) {
      case "ARCHIVE_ACCESS" -> Optional.of(ArchiveClass.TIERED_ARCHIVE);
      case "DEEP_ARCHIVE_ACCESS" -> Optional.of(ArchiveClass.TIERED_DEEP_ARCHIVE);
      default ->
          switch (String.valueOf(head.storageClassAsString())) {
            case "GLACIER" -> Optional.of(ArchiveClass.GLACIER);
            case "DEEP_ARCHIVE" -> Optional.of(ArchiveClass.DEEP_ARCHIVE);
            default -> Optional.empty();
          };
    };
  }

  /// What a listing tells that knows of thawed objects.
  static ThawState state(S3Object object) {
    RestoreStatus status = object.restoreStatus();
    if (status == null) {
      return ThawState.FROZEN;
    }
    return Boolean.TRUE.equals(status.isRestoreInProgress())
        ? ThawState.COMING
        : new ThawState.Back(Optional.ofNullable(status.restoreExpiryDate()));
  }

  /// What `x-amz-restore` tells.
  static ThawState state(HeadObjectResponse head) {
    String restore = head.restore();
    if (restore == null || restore.isBlank()) {
      return ThawState.FROZEN;
    }
    return ONGOING.matcher(restore).find() ? ThawState.COMING : new ThawState.Back(expiry(restore));
  }

  private static Optional<Instant> expiry(String restore) {
    Matcher expiry = EXPIRY.matcher(restore);
    if (!expiry.find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(expiry.group(1), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}

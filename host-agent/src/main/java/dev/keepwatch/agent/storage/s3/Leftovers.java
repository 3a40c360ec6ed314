package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.format.naming.NamingScheme;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Parts of uploads that somebody began in this folder and nobody will complete, for instance
/// because the host went down. No listing shows them, but they are billed.
///
/// Only uploads of names that files of an archive have are touched, and of these only those that
/// are older than any upload takes, by the server's own clock, or that have the very name which is
/// about to be written.
final class Leftovers {

  private static final Duration SAFE_AGE = Duration.ofDays(1);

  /// A folder in which more is left than this has another problem.
  private static final int MOST = 1000;

  private final S3Folder folder;
  private final NamingScheme names;
  private final Consumer<String> notices;
  private final List<MultipartUpload> young = new ArrayList<>();
  private boolean looked;

  Leftovers(S3Folder folder, NamingScheme names, Consumer<String> notices) {
    this.folder = folder;
    this.names = names;
    this.notices = notices;
  }

  /// Clears away what is left, before an upload in parts begins. What cannot be cleared away stays
  /// for the bucket's lifecycle; that never keeps a file from being stored.
  synchronized void clearBefore(String name) {
    try {
      if (!looked) {
        looked = true;
        look();
      }
      for (MultipartUpload upload : List.copyOf(young)) {
        if (upload.key().equals(folder.key(name))) {
          young.remove(upload);
          abort(upload);
        }
      }
    } catch (S3Exception e) {
      tell(new S3Refusal(e));
    } catch (SdkException e) {
      // The line is down; the upload itself will say so.
    }
  }

  private void look() {
    ListMultipartUploadsResponse page = null;
    int seen = 0;
    do {
      page = folder.client().listMultipartUploads(after(page));
      Optional<Instant> now = serverTime(page);
      for (MultipartUpload upload : page.uploads()) {
        seen++;
        consider(upload, now);
      }
    } while (Boolean.TRUE.equals(page.isTruncated()) && !page.uploads().isEmpty() && seen < MOST);
  }

  private ListMultipartUploadsRequest after(@Nullable ListMultipartUploadsResponse page) {
    var request =
        ListMultipartUploadsRequest.builder()
            .bucket(folder.bucket())
            .prefix(folder.url().keyPrefix());
    return page == null
        ? request.build()
        : request.keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker()).build();
  }

  private static Optional<Instant> serverTime(ListMultipartUploadsResponse page) {
    try {
      return page.sdkHttpResponse()
          .firstMatchingHeader("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void consider(MultipartUpload upload, Optional<Instant> now) {
    if (!isOurs(upload.key())) {
      return;
    }
    boolean old =
        upload.initiated() != null
            && now.filter(time -> upload.initiated().plus(SAFE_AGE).isBefore(time)).isPresent();
    if (old) {
      abort(upload);
    } else {
      young.add(upload);
    }
  }

  /// Whether a file of this archive has that name; what lies deeper is another's.
  private boolean isOurs(String key) {
    String prefix = folder.url().keyPrefix();
    return key.startsWith(prefix) && names.parse(key.substring(prefix.length())).isPresent();
  }

  private void abort(MultipartUpload upload) {
    var request =
        AbortMultipartUploadRequest.builder()
            .bucket(folder.bucket())
            .key(upload.key())
            .uploadId(upload.uploadId())
            .build();
    try {
      folder.client().abortMultipartUpload(request);
    } catch (S3Exception e) {
      var refusal = new S3Refusal(e);
      if (!refusal.code().equals("NoSuchUpload")) { // somebody else was faster
        throw e;
      }
    }
  }

  private void tell(S3Refusal refusal) {
    if (refusal.status() == 403) {
      notices.accept(
          ("Broken uploads in %s are not cleared away: that needs s3:ListBucketMultipartUploads on"
                  + " the bucket and s3:AbortMultipartUpload on its objects. A lifecycle rule for"
                  + " incomplete uploads does it too.")
              .formatted(folder.location()));
    }
  }
}

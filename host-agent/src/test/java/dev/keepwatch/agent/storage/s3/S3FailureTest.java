package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.DeleteMarker;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goes wrong, and what is said about it.
final class S3FailureTest extends FaultFixture {

  @Test
  void a_denied_action_names_the_right_to_grant() {
    Fault denied = Fault.error(403, "AccessDenied", "Access Denied");
    server.next(S3Call.LIST, denied).next(S3Call.GET, denied).next(S3Call.PUT, denied);

    expect(
        failureOf(this::list),
        Reason.DENIED,
        "cannot list HERE: access is denied. Grant s3:ListBucket on arn:aws:s3:::acme."
            + " The server says: AccessDenied, Access Denied.");
    expect(
        failureOf(this::read),
        Reason.DENIED,
        "cannot read vol1 from HERE: access is denied, or there is no such file and listing is"
            + " denied. Grant s3:GetObject on arn:aws:s3:::acme/web01/*."
            + " The server says: AccessDenied, Access Denied.");
    expect(
        failureOf(() -> write("one")),
        Reason.DENIED,
        "cannot write vol1 to HERE: access is denied. Grant s3:PutObject and s3:PutObjectTagging on"
            + " arn:aws:s3:::acme/web01/*. The server says: AccessDenied, Access Denied.");
  }

  @Test
  void a_denied_deletion_names_the_right_to_grant() {
    server.next(S3Call.DELETE, Fault.error(403, "AccessDenied", "Access Denied"));

    expect(
        failureOf(() -> storage.delete("vol1")),
        Reason.DENIED,
        "cannot delete vol1 from HERE: access is denied. Grant s3:DeleteObject on"
            + " arn:aws:s3:::acme/web01/*. The server says: AccessDenied, Access Denied.");
  }

  @Test
  void a_lock_that_keeps_an_object_is_named() {
    server.next(
        S3Call.DELETE,
        Fault.error(403, "AccessDenied", "Access Denied because object protected by object lock."));

    expect(
        failureOf(() -> storage.delete("vol1")),
        Reason.DENIED,
        "cannot delete vol1 from HERE: the object is locked (Object Lock) and stays until the lock"
            + " ends. The server says: AccessDenied, Access Denied because object protected by"
            + " object lock.");
  }

  @Test
  void a_deletion_of_what_is_not_there_is_no_failure_whatever_the_server_says() throws Exception {
    server.next(S3Call.DELETE, Fault.error(404, "NoSuchKey", "The key does not exist"));

    storage.delete("vol1");
  }

  @Test
  void a_marker_of_what_is_not_there_is_not_taken_for_a_missing_bucket() {
    server.next(S3Call.DELETE, Fault.error(404, "NoSuchKey", "The key does not exist"));
    var marker = new DeleteMarker("vol1", "v1", Instant.EPOCH);

    expect(
        failureOf(() -> storage.undeletion().orElseThrow().remove(marker)),
        Reason.ABSENT,
        "cannot bring back vol1 in HERE: it does not exist.");
  }

  @Test
  void a_write_that_cannot_look_for_the_name_asks_for_the_right_to_list() {
    server.next(S3Call.LIST, Fault.error(403, "AccessDenied", "Access Denied"));

    var failure = failureOf(() -> write("one"));

    assertThat(failure.reason()).isEqualTo(Reason.DENIED);
    assertThat(failure).hasMessageContaining("Grant s3:ListBucket on arn:aws:s3:::acme.");
  }

  @Test
  void a_bucket_that_does_not_exist_is_named() {
    server.next(S3Call.LIST, Fault.error(404, "NoSuchBucket", "The bucket does not exist"));

    expect(
        failureOf(this::list),
        Reason.ABSENT,
        "cannot list HERE: there is no bucket acme. Create it, or correct the URL.");
  }

  @Test
  void a_file_that_does_not_exist_is_named() {
    expect(failureOf(this::read), Reason.ABSENT, "cannot read vol1 from HERE: it does not exist.");
  }

  @Test
  void an_archived_file_asks_to_be_thawed() {
    server.next(S3Call.GET, Fault.error(403, "InvalidObjectState", "not valid for the class"));

    expect(
        failureOf(this::read),
        Reason.FROZEN,
        "cannot read vol1 from HERE: it lies in an archive class. Thaw it first: keepwatch restore and verify do with --thaw.");
  }

  @ParameterizedTest
  @CsvSource({
    "403, InvalidAccessKeyId, the AWS credentials are not valid (InvalidAccessKeyId).",
    "403, SignatureDoesNotMatch, the AWS credentials are not valid (SignatureDoesNotMatch).",
    "400, InvalidBucketName, acme is no name for a bucket. Correct the URL.",
  })
  void what_somebody_must_set_first_is_said(int status, String code, String words) {
    server.next(S3Call.LIST, Fault.error(status, code, "words of the server"));

    var failure = failureOf(this::list);

    assertThat(failure.reason()).isEqualTo(Reason.MISCONFIGURED);
    assertThat(failure).hasMessageContaining(words);
  }

  @Test
  void a_wrong_clock_is_said_to_be_wrong() {
    Fault skewed = Fault.error(403, "RequestTimeTooSkewed", "The difference is too large.");
    server.next(S3Call.LIST, skewed, skewed, skewed, skewed, skewed);

    expect(
        failureOf(this::list),
        Reason.MISCONFIGURED,
        "cannot list HERE: the clock of this machine is wrong. Set it, or let NTP do so.");
  }

  @Test
  void an_overloaded_server_is_asked_five_times_and_then_later() {
    Fault busy = Fault.error(503, "ServiceUnavailable", "Please try again.");
    server.next(S3Call.LIST, busy, busy, busy, busy, busy);

    expect(
        failureOf(this::list),
        Reason.TRANSIENT,
        "cannot list HERE: the server cannot do it now (ServiceUnavailable). Try again later.");
    assertThat(server.requests(S3Call.LIST)).hasSize(5);
  }

  @Test
  void what_may_not_be_read_is_not_held_but_what_may_not_be_listed_is_not_known() throws Exception {
    server.bucket().putEncrypted(KEY, bytes("one"));
    server.next(S3Call.GET, Fault.error(403, "AccessDenied", "Access Denied"));

    assertThat(storage.holds(newFile("vol1", "one"))).isFalse();
    assertThat(storage.holds(newFile("vol1", "one"))).isTrue();

    server.next(S3Call.LIST, Fault.error(403, "AccessDenied", "Access Denied"));
    assertThat(failureOf(() -> storage.holds(newFile("vol1", "one"))).reason())
        .isEqualTo(Reason.DENIED);
  }

  @Test
  void a_full_server_says_so() {
    server.next(S3Call.PUT, Fault.error(507, "XMinioStorageFull", "Storage backend is full."));

    expect(
        failureOf(() -> write("one")),
        Reason.FULL,
        "cannot write vol1 to HERE: there is no room left (XMinioStorageFull). Free space, or raise"
            + " the quota.");
  }

  @Test
  void without_credentials_it_is_said_where_they_are_looked_for() {
    System.clearProperty("aws.secretAccessKey");
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.sharedCredentialsFile", spool.resolve("none").toString());
    System.setProperty("aws.configFile", spool.resolve("none").toString());
    try {
      expect(
          failureOf(this::list),
          Reason.MISCONFIGURED,
          "cannot list HERE: no AWS credentials were found. Set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE and a profile in ~/.aws/credentials, or"
              + " give the machine a role.");
      assertThat(server.requests(S3Call.LIST)).isEmpty();
    } finally {
      System.clearProperty("aws.disableEc2Metadata");
      System.clearProperty("aws.sharedCredentialsFile");
      System.clearProperty("aws.configFile");
    }
  }

  @Test
  void the_servers_words_are_shown_in_one_line_without_what_may_be_a_token() {
    String token = "T".repeat(300);
    server.next(
        S3Call.LIST,
        Fault.error(400, "Strange", "first\nsecond " + token + " end" + " x".repeat(900)));

    var failure = failureOf(this::list);

    assertThat(failure).hasMessageContaining("Strange, first second … end x x");
    assertThat(String.valueOf(failure.getMessage())).hasSizeLessThan(600).doesNotContain("\n");
  }

  @Test
  void no_failure_tells_the_secret() throws Exception {
    List<StorageException> failures = new ArrayList<>();
    for (String code : List.of("SignatureDoesNotMatch", "AccessDenied", "InvalidRequest")) {
      server.next(S3Call.LIST, Fault.error(403, code, "words of the server"));
      failures.add(failureOf(this::list));
    }
    server.next(S3Call.GET, Fault.cut(10, 5));
    try (InputStream stream = storage.read("vol1")) {
      failures.add(failureOf(stream::readAllBytes));
    }

    for (Throwable failure : failures) {
      for (Throwable t = failure; t != null; t = t.getCause()) {
        assertThat(t.toString()).doesNotContain(TestCredentials.SECRET);
      }
    }
  }
}

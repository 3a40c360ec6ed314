package dev.keepwatch.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Uploads that were begun and never completed.
final class LeftoversTest extends FaultFixture {

  private static final String VOLUME = "duplicity-full.20260101T000000Z.vol%d.difftar.gpg";
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant TO_COME = Instant.parse("2120-01-01T00:00:00Z");

  @Test
  void old_uploads_of_this_archive_are_cleared_away_and_no_others() throws Exception {
    leave("ours", "web01/" + VOLUME.formatted(1), LONG_AGO);
    leave("running", "web01/" + VOLUME.formatted(2), TO_COME);
    leave("foreign name", "web01/film.mkv", LONG_AGO);
    leave("deeper", "web01/deeper/" + VOLUME.formatted(1), LONG_AGO);
    leave("neighbour", "web01b/" + VOLUME.formatted(1), LONG_AGO);

    write(VOLUME.formatted(9), "12345678");

    assertThat(server.bucket().left())
        .containsExactlyInAnyOrder("running", "foreign name", "deeper", "neighbour");
    assertThat(notices).isEmpty();
  }

  @Test
  void a_younger_upload_is_cleared_away_when_its_very_name_is_written() throws Exception {
    leave("broken", "web01/" + VOLUME.formatted(2), TO_COME);

    write(VOLUME.formatted(1), "12345678");
    assertThat(server.bucket().left()).containsExactly("broken");
    write(VOLUME.formatted(2), "12345678");

    assertThat(server.bucket().left()).isEmpty();
    assertThat(server.requests(S3Call.UPLOADS)).hasSize(1);
  }

  @Test
  void small_files_do_not_ask_for_what_is_left() throws Exception {
    write("one");

    assertThat(server.requests(S3Call.UPLOADS)).isEmpty();
  }

  @Test
  void without_the_right_to_look_it_is_said_once_and_the_file_is_stored() throws Exception {
    server.next(S3Call.UPLOADS, Fault.error(403, "AccessDenied", "Access Denied"));

    write(VOLUME.formatted(1), "12345678");
    write(VOLUME.formatted(2), "12345678");

    assertThat(notices)
        .singleElement()
        .asString()
        .contains("s3:ListBucketMultipartUploads", "s3:AbortMultipartUpload", "acme/web01");
    assertThat(server.requests(S3Call.COMPLETE)).hasSize(2);
  }

  @Test
  void without_the_right_to_abort_it_is_said_and_the_file_is_stored() throws Exception {
    leave("ours", "web01/" + VOLUME.formatted(1), LONG_AGO);
    server.next(S3Call.ABORT, Fault.error(403, "AccessDenied", "Access Denied"));

    write(VOLUME.formatted(2), "12345678");

    assertThat(notices).hasSize(1);
    assertThat(server.requests(S3Call.COMPLETE)).hasSize(1);
  }

  @Test
  void a_server_that_cannot_tell_what_is_left_is_not_bothered() throws Exception {
    server.next(S3Call.UPLOADS, Fault.error(501, "NotImplemented", "no such function"));

    write(VOLUME.formatted(1), "12345678");

    assertThat(notices).isEmpty();
    assertThat(server.requests(S3Call.COMPLETE)).hasSize(1);
  }

  private void leave(String id, String key, Instant begun) {
    server.bucket().leave(id, key, begun);
  }
}

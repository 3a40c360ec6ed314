package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.FileTags;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.Tagging;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tags of objects that are there, and what is said where that is refused.
final class S3TaggingTest extends FaultFixture {

  private static final String FOR_OPERATORS =
      " Tagging what lies there is for operators: the credentials of a host that only adds are"
          + " refused it on purpose. The server says: AccessDenied, Access Denied.";

  @BeforeEach
  void putVolume() {
    server.bucket().put(KEY, bytes("one"));
  }

  private Tagging tagging() {
    return storage.tagging().orElseThrow();
  }

  @Test
  void an_object_without_tags_has_none() throws Exception {
    assertThat(tagging().look("vol1")).isEqualTo(FileTags.NONE);
  }

  @Test
  void tags_are_read_and_put_as_a_whole_and_the_content_stays() throws Exception {
    server.bucket().putTags(KEY, "cost=backup", "empty=");

    var seen = tagging().look("vol1");
    tagging().replace("vol1", seen.with(FileRole.VOLUME));

    assertThat(seen.values()).isEqualTo(Map.of("cost", "backup", "empty", ""));
    assertThat(server.bucket().tagsOf(KEY))
        .containsExactlyInAnyOrder("cost=backup", "empty=", "keepwatch=volume");
    assertThat(stored()).isEqualTo("one");
    assertThat(server.requests(S3Call.PUT)).isEmpty();
  }

  @Test
  void a_server_that_says_by_an_error_that_there_are_no_tags_is_understood() throws Exception {
    server.next(S3Call.LOOK_AT_TAGS, Fault.error(404, "NoSuchTagSet", "There is no tag set"));

    assertThat(tagging().look("vol1")).isEqualTo(FileTags.NONE);
  }

  @Test
  void who_may_not_is_told_which_right_lacks_and_whose_matter_it_is() {
    Fault denied = Fault.error(403, "AccessDenied", "Access Denied");
    server.next(S3Call.LOOK_AT_TAGS, denied).next(S3Call.TAG, denied);

    expect(
        failureOf(() -> tagging().look("vol1")),
        Reason.DENIED,
        "cannot read the tags of vol1 in HERE: access is denied. Grant s3:GetObjectTagging on"
            + " arn:aws:s3:::acme/web01/*."
            + FOR_OPERATORS);
    expect(
        failureOf(() -> tagging().replace("vol1", FileTags.NONE)),
        Reason.DENIED,
        "cannot tag vol1 in HERE: access is denied. Grant s3:PutObjectTagging on"
            + " arn:aws:s3:::acme/web01/*."
            + FOR_OPERATORS);
  }

  @ParameterizedTest
  @CsvSource({
    "501, NotImplemented, A header you provided is not implemented",
    "405, MethodNotAllowed, The method is not allowed",
    "400, InvalidRequest, Tagging is not supported",
  })
  void a_server_without_tags_is_known_by_its_answer(int status, String code, String words) {
    Fault unknown = Fault.error(status, code, words);
    server.next(S3Call.LOOK_AT_TAGS, unknown).next(S3Call.TAG, unknown);

    expect(
        failureOf(() -> tagging().look("vol1")),
        Reason.UNSUPPORTED,
        "cannot read the tags of vol1 in HERE: the server does not know tags of objects (%s), so its lifecycle rules cannot go by them. Choose the class of new volumes with --s3-use-ia or its kin instead."
            .formatted(code));
    assertThat(failureOf(() -> tagging().replace("vol1", FileTags.NONE)).reason())
        .isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void an_object_that_has_gone_is_named() {
    expect(
        failureOf(() -> tagging().look("vol9")),
        Reason.ABSENT,
        "cannot read the tags of vol9 in HERE: it does not exist.");
  }

  @Test
  void what_passes_is_asked_again() throws Exception {
    Fault busy = Fault.error(503, "SlowDown", "Please reduce your request rate");
    server.next(S3Call.LOOK_AT_TAGS, busy, busy).next(S3Call.TAG, busy, Fault.loseAnswer());

    tagging().replace("vol1", tagging().look("vol1").with(FileRole.VOLUME));

    assertThat(server.bucket().tagsOf(KEY)).containsExactly("keepwatch=volume");
    assertThat(server.requests(S3Call.LOOK_AT_TAGS)).hasSize(3);
    assertThat(server.requests(S3Call.TAG)).hasSize(3);
  }

  /// Such a server would take the put for another content of the object: nothing may follow.
  @Test
  void a_server_that_answers_with_the_object_itself_is_no_reason_to_go_on() {
    server.next(S3Call.LOOK_AT_TAGS, binary(), binary(), binary(), binary(), binary(), binary());

    var failure = failureOf(() -> tagging().look("vol1"));

    assertThat(failure).hasMessageStartingWith("cannot read the tags of vol1 in ");
  }

  private static Fault binary() {
    return Fault.answer(TinyBucket.Answer.ok("\u0085\u0001 no tags at all"));
  }
}

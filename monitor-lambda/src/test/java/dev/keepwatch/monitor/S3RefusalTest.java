package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.monitor.LoopbackServer.Answer;
import dev.keepwatch.monitor.LoopbackServer.Request;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What S3 answers beyond plain listings, from a server that answers like it.
class S3RefusalTest {

  private static final Target.Bucket ACME = new Target.Bucket("acme", "");

  private static Contents read(LoopbackServer server) {
    return new S3Listing(new AwsAccess(server.environment("S3"))).read(ACME);
  }

  private static Refusal refusal(Function<Request, Answer> answers) {
    try (var server = new LoopbackServer(answers)) {
      var contents = read(server);
      assertThat(contents.folders()).isEmpty();
      return contents.refusals().values().iterator().next();
    }
  }

  private static Answer error(int status, String code) {
    return Answer.of(
        status, "<Error><Code>%s</Code><Message>No.</Message></Error>".formatted(code));
  }

  private static Answer page(String key, String more) {
    return Answer.of(
        200,
        """
        <ListBucketResult><EncodingType>url</EncodingType>%s<Contents><Key>%s</Key>
        <LastModified>2026-01-01T00:05:00.000Z</LastModified><Size>10</Size></Contents>
        </ListBucketResult>\
        """
            .formatted(more, key));
  }

  @Test
  void denied_access_names_the_right_that_lacks() {
    assertThat(refusal(request -> error(403, "AccessDenied")))
        .isEqualTo(
            new Refusal("access is denied", "Give the monitor the right s3:ListBucket on acme."));
  }

  @Test
  void a_missing_bucket_is_known_by_its_code_and_by_its_status() {
    assertThat(refusal(request -> error(404, "NoSuchBucket")).reason())
        .isEqualTo("there is no such bucket");
    assertThat(refusal(request -> Answer.of(404, "")).reason())
        .isEqualTo("there is no such bucket");
  }

  @Test
  void any_other_error_is_told_with_its_code_made_visible() {
    assertThat(refusal(request -> error(400, "Odd&#10;Code")).reason())
        .isEqualTo("S3 answers 400 Odd{U+000A}Code");
  }

  @Test
  void a_server_that_is_not_there_is_told() {
    var server = new LoopbackServer(request -> error(500, "x"));
    var environment = server.environment("S3");
    server.close();

    assertThat(new S3Listing(new AwsAccess(environment)).read(ACME).refusals().values())
        .allMatch(refusal -> refusal.reason().startsWith("S3 cannot be reached: "))
        .hasSize(1);
  }

  @Test
  void an_error_that_passes_is_asked_again() {
    try (var server =
        new LoopbackServer(
            new Function<>() {
              private int asked;

              @Override
              public Answer apply(Request request) {
                return asked++ == 0
                    ? error(503, "SlowDown")
                    : page("home/duplicity-full.20260101T000000Z.manifest.gpg", "");
              }
            })) {
      assertThat(read(server).folders()).containsOnlyKeys("home");
    }
  }

  @Test
  void pages_are_followed_to_the_last() {
    try (var server =
        new LoopbackServer(request ->
            request.query().contains("continuation-token=next%2Bpage")
                ? page("b/duplicity-full.20260101T000000Z.manifest.gpg", "")
                : page(
                    "a/duplicity-full.20260101T000000Z.manifest.gpg",
                    "<IsTruncated>true</IsTruncated>"
                        + "<NextContinuationToken>next+page</NextContinuationToken>"))) {
      assertThat(read(server).folders()).containsOnlyKeys("a", "b");
      assertThat(read(server).requests()).isEqualTo(2);
    }
  }

  @Test
  void a_listing_that_breaks_off_is_not_handed_on_in_part() {
    var refusal =
        refusal(request ->
            request.query().contains("continuation-token")
                ? error(403, "ExpiredToken")
                : page(
                    "a/duplicity-full.20260101T000000Z.manifest.gpg",
                    "<IsTruncated>true</IsTruncated>"
                        + "<NextContinuationToken>next</NextContinuationToken>"));

    assertThat(refusal.reason()).isEqualTo("access is denied");
  }

  @Test
  void a_bucket_of_another_region_is_found_there() {
    try (var server =
        new LoopbackServer(request ->
            request.authorization().contains("/eu-west-3/s3/")
                ? page("home/duplicity-full.20260101T000000Z.manifest.gpg", "")
                : new Answer(
                    301,
                    Map.of("x-amz-bucket-region", "eu-west-3"),
                    "<Error><Code>PermanentRedirect</Code></Error>"))) {
      assertThat(read(server).folders()).containsOnlyKeys("home");
      assertThat(server.requests().getFirst().authorization()).contains("/us-east-1/s3/");
    }
  }

  @Test
  void only_listings_are_asked_for() {
    try (var server =
        new LoopbackServer(
            request -> page("home/duplicity-full.20260101T000000Z.manifest.gpg", ""))) {
      read(server);

      assertThat(server.requests())
          .allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/acme");
            assertThat(request.query()).contains("list-type=2").contains("encoding-type=url");
          });
    }
  }
}

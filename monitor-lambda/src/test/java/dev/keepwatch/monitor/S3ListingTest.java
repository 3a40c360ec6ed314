package dev.keepwatch.monitor;

import static dev.keepwatch.monitor.FolderBuilder.folder;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Listings of a real S3 server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ListingTest {

  private final LocalS3 s3 = LocalS3.running();
  private final S3Listing listing = new S3Listing(new AwsAccess(s3.environment()));

  @BeforeAll
  void fill() {
    s3.makeBucket("empty");
    s3.makeBucket("fleet");
    s3.put("fleet", "", folder().full("20260101T000000Z", 2));
    s3.put("fleet", "web01/home/", folder().full("20260102T000000Z", 1));
    s3.put("fleet", "web010/", folder().full("20260103T000000Z", 1));
    s3.put("fleet", "web02//srv/", folder().full("20260104T000000Z", 1));
    s3.put("fleet", "photos/holiday.jpg");
    s3.put("fleet", "keepwatch/heartbeat/home/1.json");
    s3.put("fleet", "odd/a b+ä%41\u0007/", folder().full("20260105T000000Z", 1));
  }

  private Contents read(String place) {
    return listing.read(Target.Bucket.parse(place));
  }

  @Test
  void every_folder_with_a_set_is_found_and_no_other() {
    assertThat(read("fleet").folders())
        .containsOnlyKeys("", "web01/home", "web010", "web02//srv", "odd/a b+ä%41\u0007");
    assertThat(read("fleet").requests()).isEqualTo(1);
    assertThat(read("fleet").folders().get(""))
        .satisfies(catalog -> assertThat(catalog.chains()).hasSize(1))
        .satisfies(catalog -> assertThat(catalog.chains().getFirst().volumeCount()).isEqualTo(2));
  }

  @Test
  void a_folder_of_a_bucket_is_read_without_its_neighbours() {
    assertThat(read("fleet/web01").folders()).containsOnlyKeys("web01/home");
  }

  @Test
  void an_empty_bucket_is_no_refusal() {
    assertThat(read("empty").isEmpty()).isTrue();
  }

  @Test
  void a_bucket_that_is_not_there_is_a_refusal() {
    assertThat(read("missing-bucket/web01").refusals())
        .containsOnlyKeys("web01")
        .containsValue(
            new Refusal(
                "there is no such bucket",
                "If it was deleted, bring its backups back from elsewhere; if it was given up, stop watching it."));
  }
}

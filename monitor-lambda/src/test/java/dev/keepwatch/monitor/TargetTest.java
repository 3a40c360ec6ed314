package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  @ParameterizedTest
  @CsvSource({
    "s3://acme,acme,''",
    "s3://acme/,acme,''",
    "s3://acme/web01/home/,acme,web01/home",
    "s3:///acme/web01,acme,web01",
    "boto3+s3://acme/web01,acme,web01",
    "s3+http://acme/web01,acme,web01",
  })
  void a_bucket_is_given_in_any_of_duplicitys_forms(String url, String bucket, String folder) {
    assertThat(Target.parse(url)).isEqualTo(new Target.Bucket(bucket, folder));
  }

  @Test
  void a_directory_is_given_by_its_absolute_path() {
    assertThat(Target.parse("file:///var/backups/"))
        .isEqualTo(new Target.Directory(Path.of("/var/backups")));
    assertThat(Target.parse("file:///var/backups").url("web01/home"))
        .isEqualTo("file:///var/backups/web01/home");
    assertThat(Target.parse("file:///").url("home")).isEqualTo("file:///home");
    assertThat(Target.parse("file:///").url()).isEqualTo("file:///");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "/var/backups", "file://relative", "https://acme", "s3://", ""})
  void what_is_neither_is_refused_with_what_there_is(String url) {
    assertThatThrownBy(() -> Target.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give s3://bucket/folder or file:///directory");
  }

  @Test
  void an_endpoint_in_the_place_of_a_bucket_is_refused() {
    assertThatThrownBy(() -> Target.parse("s3://localhost:9000/acme"))
        .hasMessage("\"localhost:9000\" is no name of a bucket: give bucket or bucket/folder");
  }

  @Test
  void a_folder_covers_itself_and_what_is_below_and_no_neighbour() {
    var web = Target.Bucket.parse("acme/web01");

    assertThat(web.covers(Target.Bucket.parse("acme/web01"))).isTrue();
    assertThat(web.covers(Target.Bucket.parse("acme/web01/home"))).isTrue();
    assertThat(web.covers(Target.Bucket.parse("acme/web010"))).isFalse();
    assertThat(web.covers(Target.Bucket.parse("other/web01"))).isFalse();
    assertThat(Target.Bucket.parse("acme").covers(web)).isTrue();
  }
}

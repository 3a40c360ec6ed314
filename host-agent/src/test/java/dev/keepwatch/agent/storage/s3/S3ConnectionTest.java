package dev.keepwatch.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which server, region and address follow from a URL and the environment.
final class S3ConnectionTest {

  @TempDir private Path folder;

  @BeforeEach
  void useOnlyThisTestsProfiles() {
    System.setProperty("aws.configFile", folder.resolve("config").toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
  }

  @AfterEach
  void forgetThem() {
    System.clearProperty("aws.configFile");
    System.clearProperty("aws.sharedCredentialsFile");
    System.clearProperty("aws.region");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://acme/p, '', https://acme.s3.amazonaws.com/p/x, s3://acme/p",
    "s3://acme/p, AWS_ENDPOINT_URL=http://localhost:9000, http://localhost:9000/acme/p/x,"
        + " s3://localhost:9000/acme/p",
    "s3://localhost:9000/acme/p, '', http://localhost:9000/acme/p/x, s3://localhost:9000/acme/p",
    "s3://s3.example.org/acme/p, AWS_ENDPOINT_URL_S3=http://s3.example.org,"
        + " http://s3.example.org/acme/p/x, s3://s3.example.org/acme/p",
    "s3://localhost:9000/acme/p, KEEPWATCH_S3_PATH_STYLE=no,"
        + " http://acme.localhost:9000/p/x, s3://localhost:9000/acme/p",
    "s3://acme/p, KEEPWATCH_S3_PATH_STYLE=1, https://s3.amazonaws.com/acme/p/x," + " s3://acme/p",
    "s3://s3.eu-west-1.amazonaws.com/acme/p, '', https://acme.s3.eu-west-1.amazonaws.com/p/x,"
        + " s3://acme/p",
    "s3://s3-eu-west-1.amazonaws.com/acme/p, '', https://acme.s3.eu-west-1.amazonaws.com/p/x,"
        + " s3://acme/p",
    "s3://s3.amazonaws.com/acme/p, AWS_ENDPOINT_URL=http://localhost:9000,"
        + " https://acme.s3.amazonaws.com/p/x, s3://s3.amazonaws.com/acme/p",
    "s3://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com/acme/p, '',"
        + " https://acme.bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com/p/x,"
        + " s3://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com/acme/p",
  })
  void an_object_is_addressed_as_its_server_wants_it(
      String url, String variable, String address, String location) {
    S3Folder folder = open(url, environment(variable));

    assertThat(folder.client().utilities().getUrl(r -> r.bucket("acme").key(folder.key("x"))))
        .hasToString(address);
    assertThat(folder.location()).isEqualTo(location);
  }

  @Test
  void the_configured_region_is_used_where_the_url_names_none() {
    System.setProperty("aws.region", "eu-north-1");

    assertThat(region("s3://acme/p")).isEqualTo("eu-north-1");
    assertThat(region("s3://localhost:9000/acme/p")).isEqualTo("eu-north-1");
    assertThat(region("s3://s3.eu-west-1.amazonaws.com/acme/p")).isEqualTo("eu-west-1");
  }

  private static String region(String url) {
    return String.valueOf(open(url, Map.of()).client().serviceClientConfiguration().region());
  }

  @Test
  void the_endpoint_of_a_profile_is_used_too() throws Exception {
    Files.writeString(
        folder.resolve("config"),
        "[default]\nendpoint_url = http://localhost:1\nregion = eu-west-3\n");

    assertThat(open("s3://acme/p", Map.of()).location()).isEqualTo("s3://localhost:1/acme/p");
    assertThat(open("s3://acme/p", Map.of("AWS_ENDPOINT_URL", "http://localhost:2")).location())
        .isEqualTo("s3://localhost:2/acme/p");
    assertThat(region("s3://acme/p")).isEqualTo("eu-west-3");
  }

  @Test
  void a_profiles_endpoint_for_s3_goes_before_its_endpoint_for_all() throws Exception {
    Files.writeString(
        folder.resolve("config"),
        """
        [default]
        endpoint_url = http://localhost:1
        services = mine
        [services mine]
        s3 =
          endpoint_url = http://localhost:3
        """);

    assertThat(open("s3://acme/p", Map.of()).location()).isEqualTo("s3://localhost:3/acme/p");
  }

  @Test
  void the_endpoint_for_s3_goes_before_the_endpoint_for_all() {
    var both =
        Map.of(
            "AWS_ENDPOINT_URL", "http://localhost:1", "AWS_ENDPOINT_URL_S3", "http://localhost:2");

    assertThat(open("s3://acme/p", both).location()).isEqualTo("s3://localhost:2/acme/p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_ENDPOINT_URL=hunter2",
        "AWS_ENDPOINT_URL=http://user:hunter2@localhost:1",
        "AWS_ENDPOINT_URL=ftp://localhost",
        "KEEPWATCH_S3_PATH_STYLE=perhaps",
      })
  void a_setting_that_cannot_be_understood_is_refused_without_secrets(String variable) {
    assertThatThrownBy(() -> S3Settings.from(environment(variable)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2")
        .hasMessageContaining(variable.replaceAll("=.*", ""));
  }

  @Test
  void a_storage_class_is_known_by_its_name() {
    assertThat(VolumeClass.parse("standard_ia")).isEqualTo(VolumeClass.STANDARD_IA);
    assertThat(VolumeClass.parse("GLACIER-IR")).isEqualTo(VolumeClass.GLACIER_IR);
    assertThatThrownBy(() -> VolumeClass.parse("COLD"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such storage class: COLD; known are [STANDARD,");
  }

  @Test
  void a_file_that_would_need_too_many_parts_gets_larger_ones() {
    long large = 20_001L * S3Settings.from(Map.of()).partBytes();

    assertThat(ContentSums.partBytes(large, S3Settings.from(Map.of())))
        .isGreaterThan(2 * S3Settings.from(Map.of()).partBytes());
    assertThat(Math.ceilDiv(large, ContentSums.partBytes(large, S3Settings.from(Map.of()))))
        .isLessThanOrEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://acme/p, '', http://s3.eu-north-1.amazonaws.com/acme/p/x",
    "s3://s3.eu-west-1.amazonaws.com/acme/p, '', http://s3.eu-north-1.amazonaws.com/acme/p/x",
    "s3://acme/p, AWS_ENDPOINT_URL=https://s3.example.org:8443,"
        + " http://s3.example.org:8443/acme/p/x",
  })
  void options_go_before_what_is_usual(String url, String variable, String address) {
    var transport =
        new Transport(
            2,
            Optional.of(Duration.ZERO),
            Duration.ofSeconds(3),
            Optional.of("eu-north-1"),
            true,
            Optional.empty(),
            Pace.NONE);
    var environment = new HashMap<>(environment(variable));
    environment.put("KEEPWATCH_S3_PATH_STYLE", "yes");
    var settings = S3Settings.from(environment).withTransport(transport);
    var folder = S3Connection.open((S3Url) StorageUrl.parse(url, settings.endpoint()), settings);

    assertThat(folder.client().utilities().getUrl(r -> r.bucket("acme").key(folder.key("x"))))
        .hasToString(address);
    assertThat(folder.client().serviceClientConfiguration().region()).hasToString("eu-north-1");
  }

  private static S3Folder open(String url, Map<String, String> environment) {
    S3Settings settings = S3Settings.from(environment);
    return S3Connection.open((S3Url) StorageUrl.parse(url, settings.endpoint()), settings);
  }

  private static Map<String, String> environment(String variable) {
    Map<String, String> environment = new HashMap<>();
    if (!variable.isEmpty()) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    return environment;
  }
}

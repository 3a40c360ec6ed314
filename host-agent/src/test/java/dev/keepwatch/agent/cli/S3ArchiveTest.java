package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.s3.S3MockServer;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestCredentials.class)
class S3ArchiveTest {

  @TempDir Path home;
  private Shell shell;
  private String source;
  private String endpoint;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one")).toString();
    endpoint = "--s3-endpoint-url=" + S3MockServer.endpoint();
  }

  private static void makeBucket(String name) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create(S3MockServer.endpoint() + "/" + name + "/");
      var request = HttpRequest.newBuilder(uri).PUT(BodyPublishers.noBody()).build();
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_backup_goes_to_a_bucket_and_comes_back() throws Exception {
    makeBucket("keepwatch-cli");
    String url = "s3://keepwatch-cli/web01/home";
    var written = shell.run("full", "--no-encryption", "--s3-use-ia", source, url, endpoint);
    assertThat(written.exit()).as(written.errors()).isZero();
    Files.writeString(Path.of(source, "b.txt"), "two");
    shell.now = Shell.T0.plusSeconds(60);
    shell.environment.put("AWS_ENDPOINT_URL_S3", S3MockServer.endpoint().toString());

    assertThat(shell.run(source, url, "--no-encryption").exit()).isZero();
    var status = shell.run("status", "s3+http://keepwatch-cli/web01/home");
    var restored = shell.run(url, home.resolve("target").toString());

    assertThat(status.output()).contains("Number of contained backup sets: 2");
    assertThat(restored.exit()).as(restored.errors()).isZero();
    assertThat(home.resolve("target/b.txt")).hasContent("two");
  }

  @Test
  void a_configured_server_is_used() throws Exception {
    makeBucket("keepwatch-configured");
    Path file =
        Files.writeString(
            home.resolve("config.yaml"),
            """
            target: s3://keepwatch-configured/web01
            encryption: none
            cache: %s
            s3: {endpoint: "%s", path-style: true, region: eu-north-1}
            jobs: [{name: files, source: %s}]
            """
                .formatted(home.resolve("cache"), S3MockServer.endpoint(), source));

    var run = shell.run("run", "--config", file.toString());
    var status = shell.run("status", "s3://keepwatch-configured/web01/files", endpoint);

    assertThat(run.exit()).as(run.errors()).isZero();
    assertThat(status.output()).contains("Number of contained backup sets: 1");
  }

  @Test
  void a_file_without_certificates_is_refused_before_anything_is_asked() {
    var status =
        shell.run(
            "status", "s3://keepwatch-cli/web01", endpoint, "--ssl-cacert-file=/no/where.pem");

    assertThat(status.exit()).isNotZero();
    assertThat(status.errors())
        .contains("no certificates of authorities in /no/where.pem: there is no such file.");
  }

  @Test
  void an_archive_is_replicated_to_a_bucket_back_and_then_thinned_out() throws Exception {
    makeBucket("keepwatch-copy");
    String bucket = "s3://keepwatch-copy/web01";
    shell.run("full", "--no-encryption", source, shell.url("archive"));
    shell.now = Shell.T0.plusSeconds(60);
    shell.run("full", "--no-encryption", source, shell.url("archive"));
    shell.environment.put("PASSPHRASE", "open sesame");

    var there = shell.run("replicate", shell.url("archive"), bucket, endpoint);
    var back = shell.run("replicate", bucket, shell.url("back"), "--no-encryption", endpoint);
    var restored = shell.run("restore", shell.url("back"), home.resolve("target").toString());
    var removed = shell.run("remove-all-but-n-full", "1", "--force", bucket, endpoint);
    var verified = shell.run("verify", "--compare-data", bucket, source, endpoint);

    assertThat(there.exit()).as(there.errors()).isZero();
    assertThat(back.exit()).as(back.errors()).isZero();
    assertThat(restored.exit()).as(restored.errors()).isZero();
    assertThat(home.resolve("target/a.txt")).hasContent("one");
    assertThat(removed.output()).contains("3 files (");
    assertThat(verified.exit()).as(verified.errors()).isZero();
    assertThat(shell.run("status", bucket, endpoint).output())
        .contains("Found 0 secondary backup chains.")
        .contains("Number of contained backup sets: 1");
  }

  @Test
  void a_copy_to_a_bucket_that_is_not_there_ends_with_52() {
    shell.run("full", "--no-encryption", source, shell.url("archive"));

    var said =
        shell.run(
            "replicate",
            "--no-encryption",
            shell.url("archive"),
            "s3://no-such-bucket/x",
            endpoint);

    assertThat(said.exit()).isEqualTo(52);
    assertThat(said.errors()).contains("no-such-bucket").hasLineCount(1);
  }

  @Test
  void what_options_say_about_s3_reaches_it() throws Exception {
    makeBucket("keepwatch-sealed");
    byte[] noise = new byte[12 << 20];
    new Random(1).nextBytes(noise);
    Files.write(Path.of(source, "noise"), noise);
    var said =
        shell.run(
            "full",
            "--no-encryption",
            "--s3-use-server-side-encryption",
            "--s3-multipart-chunk-size=5",
            "--num-retries=2",
            "--backend-retry-delay=0",
            "--timeout=20",
            "--s3-region-name=eu-west-3",
            source,
            "s3://keepwatch-sealed/x",
            endpoint);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(shell.run("restore", "s3://keepwatch-sealed/x", home + "/t", endpoint).exit())
        .isZero();
    assertThat(home.resolve("t/noise")).hasBinaryContent(noise);
  }

  @Test
  void a_bucket_that_is_not_there_ends_with_52_and_names_it() {
    for (var said :
        new Shell.Said[] {
          shell.run("full", "--no-encryption", source, "s3://no-such-bucket/x", endpoint),
          shell.run("status", "s3://no-such-bucket/x", endpoint),
          shell.run("restore", "s3://no-such-bucket/x", home + "/target", endpoint)
        }) {
      assertThat(said.exit()).as(said.errors()).isEqualTo(52);
      assertThat(said.errors())
          .contains("no-such-bucket")
          .doesNotContain(TestCredentials.SECRET)
          .hasLineCount(1);
    }
  }

  @Test
  void a_server_that_does_not_answer_ends_with_38() {
    var said = shell.run("status", "s3://bucket/x", "--s3-endpoint-url=http://127.0.0.1:1");

    assertThat(said.exit()).as(said.errors()).isEqualTo(38);
    assertThat(said.errors()).contains("nobody answers").hasLineCount(1);
  }

  @Test
  void an_endpoint_that_is_no_url_ends_with_8() {
    var said = shell.run("status", "s3://bucket/x", "--s3-endpoint-url=nonsense");

    assertThat(said.exit()).isEqualTo(8);
    assertThat(said.errors()).hasLineCount(1);
  }

  @Test
  void the_monitor_looks_at_buckets_and_directories() throws Exception {
    makeBucket("keepwatch-monitored");
    String bucket = "s3://keepwatch-monitored";
    shell.run("full", "--no-encryption", source, bucket + "/home", endpoint);
    shell.run("full", "--no-encryption", source, shell.url("archive"));
    shell.environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    shell.environment.put("AWS_SECRET_ACCESS_KEY", TestCredentials.SECRET);

    var fresh = shell.run("monitor", bucket, shell.url("archive"), endpoint);
    // S3Mock stamps objects with the real time; a folder is dated by the earlier of that and its
    // name.
    shell.now = Shell.T0.plusSeconds(4 * 86_400);
    var late = shell.run("monitor", "--max-age-days", "3", bucket, endpoint);
    var json = shell.run("monitor", "--max-age-days=3", "--json", shell.url("archive"));

    assertThat(fresh.exit()).as(fresh.output() + fresh.errors()).isZero();
    assertThat(late.exit()).isEqualTo(1);
    assertThat(late.output()).contains("keepwatch-monitored/home");
    assertThat(json.exit()).isEqualTo(1);
    assertThat(json.output()).startsWith("{").hasLineCount(1);
  }

  @Test
  void the_monitor_wants_urls_and_a_number_of_days() {
    assertThat(shell.run("monitor", "ftp://x/y").exit()).isEqualTo(2);
    var noDays = shell.run("monitor", "--max-age-days=0", shell.url("archive"));

    assertThat(noDays.exit()).isEqualTo(2);
    assertThat(noDays.errors()).contains("--max-age-days is a number of days, at least 1");
  }
}

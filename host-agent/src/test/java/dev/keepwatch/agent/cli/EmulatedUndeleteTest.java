package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// A host was broken into, and its archive deleted; the bucket keeps versions.
@ExtendWith(TestCredentials.class)
class EmulatedUndeleteTest {

  @TempDir Path home;
  private Shell shell;
  private Path source;
  private final TestAws aws = TestAws.required();
  private final String bucket = aws.newBucket("undelete");
  private final String url = "s3://" + bucket + "/home";

  @BeforeEach
  void backUp() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one"));
  }

  private void keepVersions() {
    try (var s3 = aws.client()) {
      s3.putBucketVersioning(request ->
          request
              .bucket(bucket)
              .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    }
  }

  private Shell.Said run(int exit, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--s3-endpoint-url=" + aws.endpoint());
    var said = shell.run(all);
    assertThat(said.exit()).as("%s%s", said.output(), said.errors()).isEqualTo(exit);
    return said;
  }

  /// As a thief does who has got hold of a key that may delete.
  private void deleteAll() {
    try (var s3 = aws.client()) {
      for (String key : keys(s3)) {
        s3.deleteObject(request -> request.bucket(bucket).key(key));
      }
    }
  }

  private List<String> keys(S3Client s3) {
    return s3.listObjectsV2(request -> request.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  private int versions() {
    var count = new AtomicInteger();
    try (var s3 = aws.client()) {
      s3.listObjectVersionsPaginator(request -> request.bucket(bucket))
          .versions()
          .forEach(version -> count.incrementAndGet());
    }
    return count.get();
  }

  @Test
  void a_deleted_archive_comes_back_whole_and_only_with_force() throws Exception {
    keepVersions();
    run(0, "full", "--no-encryption", source.toString(), url);
    try (var s3 = aws.client()) {
      s3.putObject(
          request -> request.bucket(bucket).key("other/file"), RequestBody.fromString("x"));
    }
    deleteAll();
    run(4, "verify", url, source.toString());
    shell.now = Instant.now();

    var plan = run(0, "undelete", "--since", "1D", url);
    assertThat(plan.output())
        .contains("3 files of the ", "Rerun command with --force option to actually bring back.");
    assertThat(run(0, "undelete", "--since", "1D", "--force", "--dry-run", url).output())
        .contains("Dry run");
    run(4, "verify", url, source.toString());
    int versions = versions();

    var done = run(0, "undelete", "--since", "1D", "--force", "-v", "info", url);

    assertThat(done.output()).contains("3 files brought back.");
    assertThat(done.output().indexOf(".difftar", done.output().indexOf("Brought back")))
        .isLessThan(done.output().lastIndexOf(".manifest"));
    run(0, "verify", url, source.toString());
    run(0, "restore", url, home.resolve("target").toString());
    assertThat(home.resolve("target/a.txt")).hasContent("one");
    assertThat(versions()).as("no version is ever deleted").isEqualTo(versions);
    try (var s3 = aws.client()) {
      assertThat(keys(s3)).as("other folders are left alone").hasSize(3);
    }
    assertThat(run(0, "undelete", "--since", "1D", "--force", url).output())
        .contains("Nothing was found");
  }

  @Test
  void what_was_deleted_before_stays_deleted() {
    keepVersions();
    run(0, "full", "--no-encryption", source.toString(), url);
    deleteAll();
    shell.now = Instant.now().plusSeconds(3600);

    assertThat(run(0, "undelete", "--since", "30m", "--force", url).output())
        .contains("Nothing was found");
    var json = run(0, "undelete", "--since", "1D", "--force", "--json", url).output();
    assertThat(json).contains("\"kind\":\"undelete\"", "\"returnedFiles\":3");
  }

  @Test
  void a_file_that_was_deleted_twice_comes_back() throws Exception {
    keepVersions();
    run(0, "full", "--no-encryption", source.toString(), url);
    try (var s3 = aws.client()) {
      for (String key : keys(s3)) {
        s3.deleteObject(request -> request.bucket(bucket).key(key));
        s3.deleteObject(request -> request.bucket(bucket).key(key));
      }
    }
    shell.now = Instant.now();

    run(0, "undelete", "--since", "1D", "--force", url);

    run(0, "verify", url, source.toString());
  }

  @Test
  void without_versions_or_a_bucket_it_is_said() {
    run(0, "full", "--no-encryption", source.toString(), url);
    deleteAll();
    shell.now = Instant.now();

    assertThat(run(0, "undelete", "--since", "1D", url).output())
        .contains("or the bucket keeps no versions");
    assertThat(run(52, "undelete", "--since", "1D", "s3://no-such-" + bucket + "/x").errors())
        .contains("there is no bucket")
        .hasLineCount(1);
  }
}

package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/// `tag` on an emulator of AWS: objects that were put as duplicity puts them.
@ExtendWith(TestCredentials.class)
class EmulatedTagTest {

  private static final String SET = "web01/duplicity-full.20260101T000000Z.";
  private static final String MANIFEST = SET + "manifest.gpg";
  private static final String SIGNATURES =
      "web01/duplicity-full-signatures.20260101T000000Z.sigtar.gpg";

  @TempDir Path home;
  private final TestAws aws = TestAws.required();
  private Shell shell;
  private S3Client client;
  private String bucket = "";

  @BeforeEach
  void sitDown() throws Exception {
    shell = new Shell(home);
    client = aws.client();
    bucket = aws.newBucket("tag");
  }

  @AfterEach
  void standUp() {
    client.close();
  }

  private void put(String key, String tagging, String storageClass) {
    client.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .storageClass(storageClass)
                .tagging(tagging.isEmpty() ? null : tagging),
        RequestBody.fromString("content of " + key));
  }

  private Map<String, String> tags(String key) {
    var tags = new HashMap<String, String>();
    for (Tag tag : client.getObjectTagging(request -> request.bucket(bucket).key(key)).tagSet()) {
      tags.put(tag.key(), tag.value());
    }
    return tags;
  }

  private static String volume(int number) {
    return SET + "vol" + number + ".difftar.gpg";
  }

  private Shell.Said tag(String... options) {
    var words =
        Stream.concat(
                Stream.of(
                    "tag", "s3://" + bucket + "/web01", "--s3-endpoint-url=" + aws.endpoint()),
                Stream.of(options))
            .toList();
    var said = shell.run(words);
    assertThat(said.exit()).as("%s%s", said.output(), said.errors()).isZero();
    return said;
  }

  @Test
  void objects_without_the_tag_get_it_and_nothing_else_changes() {
    IntStream.rangeClosed(1, 30).forEach(i -> put(volume(i), "", "STANDARD"));
    put(MANIFEST, "cost=backup&team=a%20b", "STANDARD");
    put(SIGNATURES, "keepwatch=volume", "STANDARD");
    put("web01/letter.txt", "cost=letters", "STANDARD");
    put("web01/deeper/duplicity-full.20260101T000000Z.vol1.difftar.gpg", "", "STANDARD");
    var before = client.headObject(request -> request.bucket(bucket).key(volume(1)));

    assertThat(tag("--dry-run").output()).contains("32 files would be tagged");
    assertThat(tags(volume(1))).isEmpty();
    assertThat(tag().output())
        .endsWith(
            "32 files tagged; 0 had the right tag before. 1 file is no part of the archive.\n");

    assertThat(tags(volume(1))).isEqualTo(Map.of("keepwatch", "volume"));
    assertThat(tags(volume(30))).isEqualTo(Map.of("keepwatch", "volume"));
    assertThat(tags(MANIFEST))
        .isEqualTo(Map.of("cost", "backup", "team", "a b", "keepwatch", "manifest"));
    assertThat(tags(SIGNATURES)).isEqualTo(Map.of("keepwatch", "signatures"));
    assertThat(tags("web01/letter.txt")).isEqualTo(Map.of("cost", "letters"));
    assertThat(tags("web01/deeper/duplicity-full.20260101T000000Z.vol1.difftar.gpg")).isEmpty();
    var after = client.headObject(request -> request.bucket(bucket).key(volume(1)));
    assertThat(List.of(after.eTag(), after.lastModified(), after.contentLength()))
        .isEqualTo(List.of(before.eTag(), before.lastModified(), before.contentLength()));
    assertThat(tag().output()).contains("0 files tagged; 32 had the right tag before.");
  }

  @Test
  void the_newest_version_of_an_object_is_tagged() {
    client.putBucketVersioning(request ->
        request.bucket(bucket).versioningConfiguration(versioning -> versioning.status("Enabled")));
    put(volume(1), "", "STANDARD");

    tag();

    assertThat(tags(volume(1))).isEqualTo(Map.of("keepwatch", "volume"));
    assertThat(client.listObjectVersions(request -> request.bucket(bucket)).versions()).hasSize(1);
  }
}

package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageContract;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/// Against S3Mock, a server of the protocol that is not ours.
@ExtendWith(TestCredentials.class)
final class S3StorageTest extends StorageContract {

  private static final int MIB = 1 << 20;
  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private final String bucket = "acme-" + BUCKETS.incrementAndGet();
  private final S3Url url = new S3Url(bucket, "web01/home", Optional.of(S3MockServer.endpoint()));
  private final S3Settings settings = S3Settings.from(Map.of()).withParts(6 * MIB, 5 * MIB);
  private final List<String> notices = new ArrayList<>();
  private final S3Client client = S3Connection.open(url, settings).client();

  private AutoCloseable atEnd = () -> {};

  @Override
  protected Storage emptyArchive() {
    client.createBucket(request -> request.bucket(bucket));
    return S3Storage.open(url, settings, notices::add);
  }

  /// S3Mock looks for the key and stores the object in two steps; S3 does it in one.
  @Override
  protected Storage contendedArchive() throws IOException {
    var server = new FaultServer();
    atEnd = server;
    var place = new S3Url(bucket, "web01/home", Optional.of(server.endpoint()));
    return S3Storage.open(place, settings, notices::add);
  }

  @AfterEach
  void stopServer() throws Exception {
    atEnd.close();
  }

  @Test
  void each_object_carries_its_role_as_a_tag() throws Exception {
    for (FileRole role : FileRole.values()) {
      storage().write(newFile(role.name(), role, 3));
    }
    storage().write(newFile("LARGE", FileRole.VOLUME, 7 * MIB));

    assertThat(tags("VOLUME")).containsExactly(tag("volume"));
    assertThat(tags("SIGNATURES")).containsExactly(tag("signatures"));
    assertThat(tags("MANIFEST")).containsExactly(tag("manifest"));
    assertThat(tags("LARGE")).containsExactly(tag("volume"));
    assertThat(notices).isEmpty();
  }

  private List<Tag> tags(String name) {
    return client
        .getObjectTagging(request -> request.bucket(bucket).key("web01/home/" + name))
        .tagSet();
  }

  private static Tag tag(String value) {
    return Tag.builder().key("keepwatch").value(value).build();
  }

  @Test
  void metadata_is_kept_beside_small_and_large_objects() throws Exception {
    storage().write(newFile("small", FileRole.MANIFEST, 3));
    storage().write(newFile("large", FileRole.MANIFEST, 7 * MIB));

    for (String name : List.of("small", "large")) {
      assertThat(
              client
                  .headObject(request -> request.bucket(bucket).key("web01/home/" + name))
                  .metadata())
          .contains(entry("volumes", "12"));
    }
  }

  @Test
  void only_volumes_that_are_large_enough_go_into_the_asked_storage_class() throws Exception {
    try (var storage =
        S3Storage.open(url, settings.withVolumeClass(VolumeClass.STANDARD_IA), notices::add)) {
      storage.write(newFile("u", FileRole.VOLUME, 3));
      storage.write(newFile("v", FileRole.VOLUME, 200_000));
      storage.write(newFile("w", FileRole.VOLUME, 7 * MIB));
      storage.write(newFile("s", FileRole.SIGNATURES, 3));
      storage.write(newFile("m", FileRole.MANIFEST, 3));
    }

    assertThat(classes())
        .containsExactly(
            "m=STANDARD", "s=STANDARD", "u=STANDARD", "v=STANDARD_IA", "w=STANDARD_IA");
  }

  private List<String> classes() {
    return client
        .listObjectsV2(request -> request.bucket(bucket).prefix("web01/home/"))
        .contents()
        .stream()
        .map(object -> object.key().substring(11) + "=" + object.storageClassAsString())
        .toList();
  }

  @Test
  void a_large_file_is_stored_in_parts_and_read_back() throws Exception {
    byte[] content = random(11 * MIB + 5, 3);

    write("large", content);

    assertThat(read("large")).isEqualTo(content);
    assertThat(list()).extracting(StoredFile::sizeBytes).containsExactly((long) content.length);
  }

  @Test
  void a_large_file_is_never_replaced_and_its_parts_do_not_remain() throws Exception {
    write("large", random(7 * MIB, 4));

    var failure = failureOf(() -> write("large", random(7 * MIB, 5)));

    assertThat(failure.reason()).isEqualTo(Reason.EXISTS);
    assertThat(read("large")).isEqualTo(random(7 * MIB, 4));
    assertThat(client.listMultipartUploads(request -> request.bucket(bucket)).uploads()).isEmpty();
  }

  @Test
  void a_large_file_is_held_if_each_of_its_bytes_is_stored() throws Exception {
    write("large", random(7 * MIB, 4));

    assertThat(storage().holds(newFile("large", random(7 * MIB, 4)))).isTrue();
    assertThat(storage().holds(newFile("large", random(7 * MIB, 5)))).isFalse();
  }

  @Test
  void the_expected_etag_is_the_one_that_the_server_gives() throws Exception {
    for (int size : new int[] {0, 1, 6 * MIB - 1, 6 * MIB, 10 * MIB, 10 * MIB + 1}) {
      NewFile file = newFile("size" + size, FileRole.VOLUME, size);
      storage().write(file);

      assertThat(client.headObject(r -> r.bucket(bucket).key("web01/home/size" + size)).eTag())
          .as("%d bytes", size)
          .isEqualTo('"' + ContentSums.of(file.content(), settings).etag() + '"');
    }
  }

  @Test
  void neither_deeper_keys_nor_neighbours_nor_the_folders_marker_are_listed() throws Exception {
    for (String key :
        List.of("web01/home/", "web01/home/a/b", "web01/home2", "web01/homer/x", "x")) {
      client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("x"));
    }
    write("mine", new byte[1]);

    assertThat(list()).extracting(StoredFile::name).containsExactly("mine");
  }

  @Test
  void an_archive_may_fill_the_whole_bucket() throws Exception {
    var whole = new S3Url(bucket, "", url.endpoint());
    try (var storage = S3Storage.open(whole, settings, notices::add)) {
      storage.write(newFile("x", FileRole.MANIFEST, 1));

      List<String> names = new ArrayList<>();
      storage.list(file -> names.add(file.name()));
      assertThat(names).containsExactly("x");
      assertThat(storage.location()).endsWith("/" + bucket);
    }
  }

  @Test
  void a_folder_without_objects_is_empty_but_a_bucket_may_be_absent() throws Exception {
    assertThat(list()).isEmpty();

    var nowhere = new S3Url("nobodys-bucket", "p", url.endpoint());
    try (var storage = S3Storage.open(nowhere, settings, notices::add)) {
      for (StorageException failure :
          List.of(
              failureOf(() -> storage.list(file -> {})),
              failureOf(() -> storage.read("x")),
              failureOf(() -> storage.write(newFile("x", FileRole.VOLUME, 1))),
              failureOf(() -> storage.write(newFile("x", FileRole.VOLUME, 7 * MIB))))) {
        assertThat(failure.reason()).isEqualTo(Reason.ABSENT);
        assertThat(failure)
            .hasMessageContaining(
                "there is no bucket nobodys-bucket. Create it, or correct the URL.");
      }
    }
  }

  private NewFile newFile(String name, FileRole role, int size) throws IOException {
    Path file = Files.createTempFile(spool, "content", null);
    Files.write(file, random(size, size));
    return new NewFile(name, file, role, Map.of("volumes", "12"));
  }
}

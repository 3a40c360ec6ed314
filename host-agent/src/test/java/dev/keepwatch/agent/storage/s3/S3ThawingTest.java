package dev.keepwatch.agent.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.ThawState;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.storage.Thawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Objects in archive classes, against a server that takes its time.
@ExtendWith(TestCredentials.class)
class S3ThawingTest {

  @TempDir Path spool;
  private ColdServer server;
  private S3Storage storage;

  @BeforeEach
  void store() throws IOException {
    server = new ColdServer();
    storage = open();
    for (String name : List.of("manifest", "vol1", "vol2", "vol3")) {
      Path file = Files.writeString(spool.resolve(name), "content of " + name);
      storage.write(new NewFile(name, file, FileRole.VOLUME, Map.of()));
    }
  }

  private S3Storage open() {
    return S3Storage.open(
        new S3Url("acme", "web01", Optional.of(server.endpoint())),
        S3Settings.from(Map.of()),
        notice -> {});
  }

  @AfterEach
  void stop() {
    storage.close();
    server.close();
  }

  private Thawing thawing() {
    return storage.thawing().orElseThrow();
  }

  private List<ArchivedFile> look(String... names) throws StorageException {
    var found = new ArrayList<ArchivedFile>();
    thawing().look(List.of(names)::contains, found::add);
    found.sort(Comparator.comparing(ArchivedFile::name));
    return found;
  }

  private ArchivedFile one(String name) throws StorageException {
    assertThat(look(name)).hasSize(1);
    return look(name).getFirst();
  }

  @Test
  void only_wanted_objects_in_archive_classes_are_found_and_only_they_are_asked_after()
      throws Exception {
    server.move("vol", "GLACIER");
    server.move("vol2", "DEEP_ARCHIVE");

    assertThat(look("vol1", "vol2", "manifest", "vol4"))
        .containsExactly(
            new ArchivedFile("vol1", 15, ArchiveClass.GLACIER, ThawState.FROZEN),
            new ArchivedFile("vol2", 15, ArchiveClass.DEEP_ARCHIVE, ThawState.FROZEN));
    assertThat(server.looks()).containsExactly("vol1", "vol2");
  }

  @Test
  void classes_that_can_be_read_at_once_are_not_asked_after() throws Exception {
    server.move("vol1", "GLACIER_IR");
    server.move("vol2", "STANDARD_IA");

    assertThat(look("vol1", "vol2", "vol3")).isEmpty();
    assertThat(server.looks()).isEmpty();
  }

  @Test
  void where_a_listing_has_shown_nothing_cold_nobody_looks_again() throws Exception {
    storage.list(file -> {});
    server.move("vol1", "GLACIER");
    assertThat(look("vol1")).isEmpty();

    storage.list(file -> {});

    assertThat(look("vol1")).hasSize(1);
  }

  @Test
  void an_object_is_frozen_then_coming_then_back_and_readable() throws Exception {
    server.move("vol1", "GLACIER");
    server.looksUntilBack(2);
    assertThatThrownBy(() -> storage.read("vol1"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FROZEN));

    thawing().request(one("vol1"), ThawTier.BULK, 7);

    assertThat(look("vol1").getFirst().state()).isEqualTo(ThawState.COMING);
    assertThat(look("vol1").getFirst().state())
        .isEqualTo(new ThawState.Back(Optional.of(Instant.parse("2025-11-28T00:00:00Z"))));
    try (var content = storage.read("vol1")) {
      assertThat(new String(content.readAllBytes(), UTF_8)).isEqualTo("content of vol1");
    }
    assertThat(server.requests()).containsExactly("vol1 Bulk 7");
  }

  @Test
  void tiered_objects_are_asked_after_one_by_one_and_no_days_are_given() throws Exception {
    server.move("vol1", "INTELLIGENT_TIERING");
    server.move("vol2", "INTELLIGENT_TIERING", "ARCHIVE_ACCESS");
    server.move("vol3", "INTELLIGENT_TIERING", "DEEP_ARCHIVE_ACCESS");

    var found = look("vol1", "vol2", "vol3");
    assertThat(found)
        .extracting(ArchivedFile::archive)
        .containsExactly(ArchiveClass.TIERED_ARCHIVE, ArchiveClass.TIERED_DEEP_ARCHIVE);
    for (var file : found) {
      thawing().request(file, ThawTier.STANDARD, 7);
    }

    assertThat(server.requests()).containsExactly("vol2 Standard -", "vol3 Standard -");
    assertThat(look("vol1", "vol2", "vol3")).isEmpty();
  }

  @Test
  void what_is_asked_for_already_or_thawed_meanwhile_is_no_failure() throws Exception {
    server.move("vol1", "GLACIER");
    server.looksUntilBack(5);
    var file = one("vol1");
    thawing().request(file, ThawTier.BULK, 7);

    thawing().request(file, ThawTier.BULK, 7);
    server.move("vol1", "STANDARD");
    thawing().request(file, ThawTier.BULK, 7);

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void who_may_not_thaw_is_told_which_right_lacks() throws Exception {
    server.move("vol1", "GLACIER");
    var file = one("vol1");
    server.refuse(403, "AccessDenied");

    assertThatThrownBy(() -> thawing().request(file, ThawTier.BULK, 7))
        .hasMessage(
            "cannot thaw vol1 in %s: access is denied. Grant s3:RestoreObject on arn:aws:s3:::acme/web01/*. The server says: AccessDenied, no."
                .formatted(storage.location()));
  }

  @Test
  void who_wants_it_faster_than_can_be_had_is_told_what_goes() throws Exception {
    server.move("vol1", "GLACIER");
    var file = one("vol1");
    // Amazon says 503, and it would be asked again for a while.
    server.refuse(400, "GlacierExpeditedRetrievalNotAvailable");

    assertThatThrownBy(() -> thawing().request(file, ThawTier.EXPEDITED, 7))
        .hasMessageContaining(
            "no room for expedited now. Try again later, or with --thaw standard");
  }

  @Test
  void an_object_that_has_gone_is_named() throws Exception {
    var gone = new ArchivedFile("vol9", 1, ArchiveClass.GLACIER, ThawState.FROZEN);

    assertThatThrownBy(() -> thawing().request(gone, ThawTier.BULK, 7))
        .hasMessageContaining("cannot thaw vol9")
        .hasMessageContaining("it does not exist");
  }
}

package dev.keepwatch.monitor;

import static dev.keepwatch.monitor.FolderBuilder.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryListingTest {

  @TempDir Path root;

  private Contents read(Path directory) {
    return new DirectoryListing().read(new Target.Directory(directory));
  }

  private void write(String place, FolderBuilder folder) throws IOException {
    var directory = Files.createDirectories(root.resolve(place));
    for (var file : folder.files()) {
      Files.writeString(directory.resolve(file.name()), "x");
    }
  }

  @Test
  void every_directory_with_a_set_is_found_and_no_other() throws IOException {
    write("", folder().full("20260101T000000Z", 1));
    write("web01/home", folder().full("20260102T000000Z", 2));
    Files.createDirectories(root.resolve("empty"));
    Files.writeString(Files.createDirectories(root.resolve("photos")).resolve("1.jpg"), "x");

    assertThat(read(root).folders()).containsOnlyKeys("", "web01/home");
    assertThat(read(root).refusals()).isEmpty();
    assertThat(read(root).requests()).isEqualTo(5);
  }

  @Test
  void a_file_counts_as_stored_when_it_was_written() throws IOException {
    var file = root.resolve("duplicity-full.20260101T000000Z.manifest");
    Files.writeString(file, "x");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:07:00Z")));

    assertThat(read(root).folders().values())
        .singleElement()
        .satisfies(catalog ->
            assertThat(catalog.chains().getFirst().full().lastModified())
                .isEqualTo("2026-01-01T00:07:00Z"));
  }

  @Test
  void a_link_to_the_directory_is_followed_and_links_in_it_are_not() throws IOException {
    write("archive", folder().full("20260101T000000Z", 1));
    Files.createSymbolicLink(root.resolve("archive/again"), root.resolve("archive"));
    var link = Files.createSymbolicLink(root.resolve("link"), root.resolve("archive"));

    assertThat(read(link).folders()).containsOnlyKeys("");
  }

  @Test
  void a_missing_directory_is_a_refusal() {
    assertThat(read(root.resolve("gone")).refusals().values())
        .extracting(Refusal::reason)
        .containsExactly("there is no such directory");
  }

  @Test
  void a_file_in_its_place_is_a_refusal() throws IOException {
    var file = Files.writeString(root.resolve("file"), "x");

    assertThat(read(file).refusals().values())
        .extracting(Refusal::reason)
        .containsExactly("it is no directory");
  }

  @Test
  void a_refusal_of_the_system_is_kept_under_the_folders_name() {
    var visitor = new DirectoryListing.Visitor(root);
    visitor.visitFileFailed(root.resolve("web01/home"), new AccessDeniedException("home"));
    visitor.visitFileFailed(root.resolve("vanished"), new NoSuchFileException("vanished"));
    visitor.postVisitDirectory(root.resolve("torn"), new IOException("Input/output\nerror"));

    assertThat(visitor.contents().refusals()).containsOnlyKeys("web01/home", "torn");
    assertThat(visitor.contents().refusals().values())
        .extracting(Refusal::reason)
        .containsExactly("the system says: Input/output{U+000A}error", "access is denied");
  }

  @Test
  void a_directory_that_may_not_be_read_is_told_and_the_others_are_looked_at() throws IOException {
    write("open", folder().full("20260101T000000Z", 1));
    var closed = Files.createDirectory(root.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeTrue(!Files.isReadable(closed), "root may read everything");

      assertThat(read(root).folders()).containsOnlyKeys("open");
      assertThat(read(root).refusals())
          .hasEntrySatisfying(
              "closed", refusal -> assertThat(refusal.reason()).isEqualTo("access is denied"));
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}

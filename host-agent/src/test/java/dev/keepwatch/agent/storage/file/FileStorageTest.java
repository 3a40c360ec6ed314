package dev.keepwatch.agent.storage.file;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageContract;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStorageTest extends StorageContract {

  @TempDir private Path folder;

  private Path directory() {
    return folder.resolve("backups");
  }

  @Override
  protected Storage emptyArchive() throws IOException {
    Files.createDirectory(directory());
    return new FileStorage(directory());
  }

  @Test
  void a_directory_that_does_not_exist_is_absent_and_looking_does_not_make_it() {
    Path nowhere = folder.resolve("nowhere");
    try (var storage = new FileStorage(nowhere)) {
      var failure = failureOf(() -> storage.list(file -> {}));

      assertThat(failure.reason()).isEqualTo(Reason.ABSENT);
      assertThat(failure).hasMessage("cannot list " + nowhere + ": it does not exist.");
      assertThat(nowhere).doesNotExist();
    }
  }

  @Test
  void the_first_write_makes_all_missing_directories_for_their_owner_only() throws Exception {
    Path deep = folder.resolve("a/b/c");
    try (var storage = new FileStorage(deep)) {
      storage.write(newFile("x", new byte[] {1}));
    }

    assertThat(deep.resolve("x")).hasBinaryContent(new byte[] {1});
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.resolve("x"))))
        .isEqualTo("rw-------");
  }

  @Test
  void a_relative_directory_is_written_to_as_well() throws Exception {
    Path relative = Path.of("").toAbsolutePath().relativize(directory());
    try (var storage = new FileStorage(relative)) {
      storage.write(newFile("x", new byte[] {1}));
    }

    assertThat(directory().resolve("x")).exists();
  }

  @Test
  void only_the_file_itself_remains_of_a_write_whether_it_succeeds_or_not() throws Exception {
    write("x", new byte[] {1});
    assertThatThrownBy(() -> write("x", new byte[] {2})).isInstanceOf(StorageException.class);

    assertThat(names(directory())).containsExactly("x");
  }

  @Test
  void neither_broken_writes_nor_directories_nor_dangling_links_are_listed() throws Exception {
    Files.write(directory().resolve(".keepwatch-123.part"), new byte[9]);
    Files.createDirectory(directory().resolve("deeper"));
    Files.createSymbolicLink(directory().resolve("dangling"), Path.of("nowhere"));
    write("x", new byte[] {1});

    assertThat(list()).extracting(StoredFile::name).containsExactly("x");
  }

  @Test
  void what_a_write_left_behind_days_ago_is_removed_by_the_next() throws Exception {
    Path abandoned = Files.write(directory().resolve(".keepwatch-1.part"), new byte[9]);
    Path underWay = Files.write(directory().resolve(".keepwatch-2.part"), new byte[9]);
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

    write("x", new byte[] {1});

    assertThat(abandoned).doesNotExist();
    assertThat(underWay).exists();
  }

  @Test
  void even_a_dangling_link_of_the_name_is_not_replaced() throws Exception {
    Files.createSymbolicLink(directory().resolve("x"), folder.resolve("elsewhere"));

    var failure = failureOf(() -> write("x", new byte[] {1}));

    assertThat(failure.reason()).isEqualTo(Reason.EXISTS);
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void where_there_are_no_hard_links_a_rename_does_not_replace_either() throws Exception {
    Path unfinished = Files.write(directory().resolve("unfinished"), new byte[] {2});
    Path target = Files.write(directory().resolve("x"), new byte[] {1});

    assertThatThrownBy(() -> NewDirectoryEntry.rename(unfinished, target))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(target).hasBinaryContent(new byte[] {1});

    NewDirectoryEntry.rename(unfinished, directory().resolve("y"));
    assertThat(directory().resolve("y")).hasBinaryContent(new byte[] {2});
  }

  @Test
  void a_file_in_the_place_of_the_directory_is_a_wrong_url() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (var storage = new FileStorage(file);
        var below = new FileStorage(file.resolve("below"))) {
      assertThat(failureOf(() -> storage.list(each -> {})).reason())
          .isEqualTo(Reason.MISCONFIGURED);
      assertThat(failureOf(() -> below.write(newFile("x", new byte[1]))))
          .hasMessage(
              "cannot write "
                  + file
                  + "/below/x: "
                  + file
                  + " is not a directory."
                  + " Correct the URL.");
    }
  }

  @Test
  void a_file_that_cannot_be_read_to_its_end_fails_as_a_storage_does() throws Exception {
    Files.createDirectory(directory().resolve("x"));

    try (InputStream stream = storage().read("x")) {
      var failure = failureOf(stream::read);

      assertThat(failure.reason()).isEqualTo(Reason.FAILED);
      assertThat(failure).hasMessageContaining(directory().resolve("x").toString());
      assertThat(failureOf(stream::readAllBytes).reason()).isEqualTo(Reason.FAILED);
    }
  }

  @Test
  void a_directory_whose_name_is_not_text_holds_an_archive_too() throws Exception {
    Path odd = Path.of(URI.create(folder.toUri() + "%FF%FE"));
    try (var storage = new FileStorage(odd)) {
      storage.write(newFile("x", new byte[] {1}));

      assertThat(storage.read("x").readAllBytes()).containsExactly(1);
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}

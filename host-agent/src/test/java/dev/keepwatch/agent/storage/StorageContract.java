package dev.keepwatch.agent.storage;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What whoever uses a [Storage] may rely on.
public abstract class StorageContract extends StorageReadContract {

  /// An archive whose files nobody but the storage itself protects from many writers at once.
  protected Storage contendedArchive() throws Exception {
    return storage();
  }

  @Test
  final void an_empty_file_is_a_file() throws Exception {
    write(VOLUME, new byte[0]);
    assertThat(read(VOLUME)).isEmpty();
    assertThat(list()).extracting(StoredFile::sizeBytes).containsExactly(0L);
  }

  @Test
  final void a_listing_shows_each_file_with_its_size_and_a_time() throws Exception {
    write("b", new byte[7]);
    write("a", new byte[3]);

    assertThat(list())
        .extracting(file -> file.name() + " " + file.sizeBytes())
        .containsExactlyInAnyOrder("a 3", "b 7");
    assertThat(list()).extracting(StoredFile::lastModified).doesNotContainNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ümläut 日本.difftar", "a b+c&d=e%20f#g?h", "'quote\"<x>", "-rf", ".hidden"})
  final void any_plain_name_is_written_listed_read_and_deleted(String name) throws Exception {
    write(name, new byte[] {42});

    assertThat(read(name)).containsExactly(42);
    assertThat(list()).extracting(StoredFile::name).containsExactly(name);
    storage().delete(name);
    assertThat(list()).isEmpty();
  }

  @Test
  final void an_existing_file_is_never_replaced() throws Exception {
    write(VOLUME, new byte[] {1, 2, 3});

    var failure = failureOf(() -> write(VOLUME, new byte[] {4, 5, 6}));

    assertThat(failure.reason()).isEqualTo(Reason.EXISTS);
    assertThat(failure).hasMessageContaining(VOLUME);
    assertThat(read(VOLUME)).containsExactly(1, 2, 3);
  }

  @Test
  final void an_existing_file_is_not_replaced_by_its_equal_either() throws Exception {
    write(VOLUME, new byte[] {1, 2, 3});

    assertThat(failureOf(() -> write(VOLUME, new byte[] {1, 2, 3})).reason())
        .isEqualTo(Reason.EXISTS);
  }

  @Test
  final void a_file_appears_when_it_is_its_turn_and_not_before() throws Exception {
    var seen = new ArrayList<String>();

    storage()
        .write(
            newFile(VOLUME, random(200_000, 1)),
            () -> list().forEach(file -> seen.add(file.name())));

    assertThat(seen).isEmpty();
    assertThat(read(VOLUME)).isEqualTo(random(200_000, 1));
  }

  @Test
  final void a_file_whose_turn_never_comes_is_not_stored() throws Exception {
    var file = newFile(VOLUME, random(200_000, 1));
    var never = new StorageException(Reason.FAILED, "the one before it failed");

    assertThat(
            failureOf(() ->
                storage()
                    .write(
                        file,
                        () -> {
                          throw never;
                        })))
        .isSameAs(never);
    assertThat(list()).isEmpty();
    storage().write(file);
  }

  @Test
  final void a_file_is_held_if_each_of_its_bytes_is_stored() throws Exception {
    write(VOLUME, random(200_000, 6));

    assertThat(storage().holds(newFile(VOLUME, random(200_000, 6)))).isTrue();
    assertThat(storage().holds(newFile(VOLUME, random(200_000, 7)))).isFalse();
    assertThat(storage().holds(newFile(VOLUME, random(199_999, 6)))).isFalse();
    assertThat(storage().holds(newFile("other", random(200_000, 6)))).isFalse();
  }

  @Test
  final void of_many_who_write_one_name_at_once_exactly_one_succeeds() throws Exception {
    Storage contended = contendedArchive();
    var start = new CyclicBarrier(4);
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      NewFile file = newFile(VOLUME, random(300_000, writer));
      writers.add(() -> {
        start.await();
        return succeeds(contended, file);
      });
    }

    List<Integer> winners = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> outcomes = threads.invokeAll(writers);
      for (int writer = 0; writer < 4; writer++) {
        if (outcomes.get(writer).get()) {
          winners.add(writer);
        }
      }
    }

    assertThat(winners).hasSize(1);
    try (InputStream stream = contended.read(VOLUME)) {
      assertThat(stream.readAllBytes()).isEqualTo(random(300_000, winners.getFirst()));
    }
  }

  private static boolean succeeds(Storage contended, NewFile file) throws StorageException {
    try {
      contended.write(file);
      return true;
    } catch (StorageException e) {
      assertThat(e.reason()).as(e.toString()).isEqualTo(Reason.EXISTS);
      return false;
    }
  }

  @Test
  final void a_file_that_was_deleted_is_gone_and_the_others_are_not() throws Exception {
    write(VOLUME, new byte[] {1});
    write("other", new byte[] {2});

    storage().delete(VOLUME);

    assertThat(list()).extracting(StoredFile::name).containsExactly("other");
    assertThat(failureOf(() -> read(VOLUME)).reason()).isEqualTo(Reason.ABSENT);
    assertThat(read("other")).containsExactly(2);
  }

  @Test
  final void to_delete_what_is_not_there_is_no_failure() throws Exception {
    storage().delete("nobody");
    write(VOLUME, new byte[] {1});
    storage().delete(VOLUME);
    storage().delete(VOLUME);

    assertThat(list()).isEmpty();
  }

  @Test
  final void a_name_is_free_again_after_its_file_was_deleted() throws Exception {
    write(VOLUME, new byte[] {1});
    storage().delete(VOLUME);

    write(VOLUME, new byte[] {2});

    assertThat(read(VOLUME)).containsExactly(2);
  }

  @Test
  final void a_file_whose_content_is_gone_is_not_written() throws Exception {
    var gone = new NewFile(VOLUME, spool.resolve("gone"), FileRole.VOLUME, Map.of());

    assertThatThrownBy(() -> storage().write(gone))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("gone");
    assertThat(failureOf(() -> read(VOLUME)).reason()).isEqualTo(Reason.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", "/a", "a\0b"})
  final void what_is_no_plain_name_is_the_callers_mistake(String name) {
    assertThatThrownBy(() -> storage().read(name)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write(name, new byte[1])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> storage().delete(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  final void what_a_listings_reader_throws_reaches_the_caller() throws Exception {
    write(VOLUME, new byte[1]);

    assertThatThrownBy(() ->
            storage()
                .list(file -> {
                  throw new IllegalStateException(file.name());
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(VOLUME);
  }
}

package dev.keepwatch.agent.storage;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException.Reason;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What whoever reads from a [Storage] may rely on.
abstract class StorageReadContract extends StorageFixture {

  static final String VOLUME = "duplicity-full.20260101T000000Z.vol1.difftar.gpg";

  @Test
  final void what_was_written_is_read_back_byte_for_byte() throws Exception {
    write(VOLUME, random(1_000_003, 1));

    assertThat(read(VOLUME)).isEqualTo(random(1_000_003, 1));
  }

  @Test
  final void a_stream_may_be_closed_before_its_end() throws Exception {
    byte[] content = random(5_000_000, 2);
    write(VOLUME, content);

    try (InputStream stream = storage().read(VOLUME)) {
      assertThat(stream.readNBytes(10)).isEqualTo(Arrays.copyOf(content, 10));
    }

    assertThat(read(VOLUME)).isEqualTo(content);
  }

  @Test
  final void several_files_and_one_file_several_times_may_be_read_at_once() throws Exception {
    write(VOLUME, random(1_500_000, 2));
    write("other", random(1_500_000, 3));

    try (InputStream one = storage().read(VOLUME);
        InputStream again = storage().read(VOLUME);
        InputStream other = storage().read("other")) {
      assertThat(one.readNBytes(700_000)).isEqualTo(Arrays.copyOf(random(1_500_000, 2), 700_000));
      assertThat(other.readAllBytes()).isEqualTo(random(1_500_000, 3));
      assertThat(again.readAllBytes()).isEqualTo(random(1_500_000, 2));
      assertThat(one.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(random(1_500_000, 2), 700_000, 1_500_000));
    }
  }

  @Test
  final void single_bytes_are_read_as_blocks_are() throws Exception {
    write(VOLUME, new byte[] {-1, 0, 1});

    try (InputStream stream = storage().read(VOLUME)) {
      assertThat(new int[] {stream.read(), stream.read(), stream.read(), stream.read()})
          .containsExactly(255, 0, 1, -1);
    }
  }

  @Test
  final void a_file_that_is_not_there_is_absent_and_named() {
    var failure = failureOf(() -> read("nobody"));

    assertThat(failure.reason()).isEqualTo(Reason.ABSENT);
    assertThat(failure).hasMessageContaining("nobody");
  }
}

package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
  private static final int ROLLSUM_MD4 = 0x72730136;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "md4, rollsum, 8, ROLLSUM_MD4",
    "md4, rollsum, 5, ROLLSUM_MD4",
    "md4, rabinkarp, 16, RABIN_KARP_MD4",
    "blake2, rollsum, 32, ROLLSUM_BLAKE2B",
    "blake2, rabinkarp, 9, RABIN_KARP_BLAKE2B",
  })
  void every_kind_that_librsync_writes_is_read(
      String strong, String weak, int strongLength, SignatureKind kind) throws IOException {
    var options = List.of("-H", strong, "-R", weak, "-S", Integer.toString(strongLength));
    byte[] bytes = Rdiff.in(folder).signature(new FileStates(1).bytes(10_000), 700, options);

    try (Signature signature = Rsync.read(bytes)) {
      assertThat(signature.kind()).isEqualTo(kind);
      assertThat(signature.blockLength()).isEqualTo(700);
      assertThat(signature.strongLength()).isEqualTo(strongLength);
      assertThat(signature.blockCount()).isEqualTo(15);
    }
  }

  @Test
  void the_stream_is_read_to_the_end_of_the_signature_and_no_further() throws IOException {
    byte[] bytes = Rsync.signature(new FileStates(2).bytes(5000), 512);
    var in = new ByteArrayInputStream(FileStates.joined(bytes, new byte[] {42}));

    try (Signature signature = Signature.read(in, bytes.length)) {
      assertThat(signature.blockCount()).isEqualTo(10);
      assertThat(in.read()).isEqualTo(42);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x72730135, 512, 8, 12, begins with 72730135",
    "0x72730236, 512, 8, 12, begins with 72730236",
    "0, 0, 0, 12, begins with 00000000",
    "0x72730136, 0, 8, 12, blocks of 0 bytes",
    "0x72730136, 16777217, 8, 12, blocks of 16777217 bytes",
    "0x72730136, -1, 8, 12, blocks of 4294967295 bytes",
    "0x72730136, 512, 0, 12, strong sums of 0 bytes",
    "0x72730136, 512, 17, 12, strong sums of 17 bytes",
    "0x72730146, 512, 17, 12, strong sums of 17 bytes",
    "0x72730137, 512, 33, 12, strong sums of 33 bytes",
    "0x72730147, 512, -1, 12, strong sums of 4294967295 bytes",
    "0x72730136, 512, 8, 23, not a whole number of blocks",
    "0x72730136, 512, 8, 25, not a whole number of blocks",
    "0x72730136, 512, 8, 24, ends after 0 of the 12 bytes",
    "0x72730136, 512, 8, 9223372036854775800, no file has more",
    "0x72730136, 512, 8, 12884901888, ends after 0 of the 12884901876 bytes",
    "0x72730136, 512, 8, 11, only 11 bytes long",
    "0x72730136, 512, 8, 0, only 0 bytes long",
    "0x72730136, 512, 8, -1, only -1 bytes long",
  })
  void a_header_that_cannot_be_right_is_refused_with_hardly_any_memory(
      String magic, int blockLength, int strongLength, long sizeBytes, String message)
      throws Exception {
    byte[] header = header(Integer.decode(magic), blockLength, strongLength);

    long heap =
        HeapUse.of(() ->
            assertThatThrownBy(() -> Signature.read(in(header), sizeBytes, folder))
                .isInstanceOf(SignatureFormatException.class)
                .hasMessageContaining(message));

    assertThat(heap).isLessThan(4 << 20);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_signature_that_is_cut_anywhere_is_refused() throws IOException {
    byte[] bytes = Rsync.signature(new FileStates(3).bytes(3000), 512);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = FileStates.cut(bytes, 0, length);
      for (long mostOnHeap : new long[] {0, 1000}) {
        assertThatThrownBy(() -> Signature.read(in(cut), bytes.length, folder, mostOnHeap))
            .as("cut after %d bytes", length)
            .isInstanceOf(SignatureFormatException.class);
      }
    }
  }

  @Test
  void a_block_costs_about_twenty_bytes_of_heap() throws Exception {
    int blocks = 200_000;
    byte[] bytes = records(blocks, true, true);

    long heap = HeapUse.of(() -> Rsync.read(bytes).close());

    assertThat(heap / blocks).isLessThanOrEqualTo(23);
  }

  @Test
  void a_large_signature_lies_in_a_file_without_a_name_and_takes_no_heap() throws Exception {
    int blocks = 1_500_000;
    byte[] bytes = records(blocks, true, true);

    long heap =
        HeapUse.of(() -> {
          try (Signature signature = Signature.read(in(bytes), bytes.length, folder)) {
            assertThat(folder).isEmptyDirectory();
            assertFinds(signature, bytes, blocks - 1);
            assertFinds(signature, bytes, 0);
          }
        });

    assertThat(heap).isLessThan(6 << 20);
  }

  @Test
  void the_table_finds_each_block_by_its_sums_on_the_heap_and_in_a_file() throws IOException {
    byte[] bytes = records(20_000, true, true);
    for (long mostOnHeap : new long[] {0, Long.MAX_VALUE}) {
      try (Signature signature = Signature.read(in(bytes), bytes.length, folder, mostOnHeap)) {
        for (int block = 0; block < 20_000; block++) {
          assertFinds(signature, bytes, block);
        }
      }
    }
  }

  @Test
  void a_signature_in_a_file_can_be_closed_twice_and_then_is_gone() throws IOException {
    byte[] bytes = records(100, true, true);
    Signature signature = Signature.read(in(bytes), bytes.length, folder, 0);
    signature.close();
    signature.close();

    assertThatThrownBy(() -> signature.table().weakOf(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_file_of_equal_blocks_is_read_as_fast_as_any_other() throws IOException {
    byte[] bytes = records(300_000, false, false);

    try (Signature signature = Rsync.read(bytes)) {
      assertFinds(signature, bytes, 0);
    }
  }

  @Test
  void equal_weak_sums_of_different_blocks_are_borne() throws IOException {
    byte[] bytes = records(300_000, false, true);

    try (Signature signature = Rsync.read(bytes)) {
      assertFinds(signature, bytes, 0);
      assertFinds(signature, bytes, 200);
    }
  }

  private static void assertFinds(Signature signature, byte[] bytes, int block) {
    BlockTable table = signature.table();
    byte[] strong = FileStates.cut(bytes, 12 + 12 * block + 4, 12 + 12 * block + 12);
    int weak = ByteBuffer.wrap(bytes).getInt(12 + 12 * block);
    var segment = MemorySegment.ofArray(strong);

    assertThat(table.weakOf(block)).isEqualTo(weak);
    assertThat(table.find(weak, candidate -> table.strongIs(candidate, segment))).isEqualTo(block);
  }

  /// A signature whose weak and strong sums are all different, or all the same.
  private static byte[] records(int blocks, boolean manyWeak, boolean manyStrong) {
    var random = new SplittableRandom(blocks);
    ByteBuffer buffer = ByteBuffer.allocate(12 + 12 * blocks);
    buffer.put(header(ROLLSUM_MD4, 512, 8));
    for (int block = 0; block < blocks; block++) {
      buffer.putInt(manyWeak ? random.nextInt() : 7);
      buffer.putLong(manyStrong ? random.nextLong() : 7);
    }
    return buffer.array();
  }

  private static byte[] header(int magic, int blockLength, int strongLength) {
    return ByteBuffer.allocate(12).putInt(magic).putInt(blockLength).putInt(strongLength).array();
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}

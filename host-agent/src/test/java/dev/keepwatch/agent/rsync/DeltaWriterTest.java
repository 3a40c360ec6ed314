package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaWriterTest {
  private static final int BLOCK = 1000;

  private final byte[] basis = new FileStates(1).bytes(100_300);

  @TempDir private Path folder;

  @Test
  void an_unchanged_file_is_one_copy() throws IOException {
    byte[] five = DuplicityGolden.source("T0-five.bin");

    assertThat(DeltaListing.of(Rsync.delta(Rsync.signature(five, 2560), five)).commands())
        .containsExactly("copy 0+5000000");
    assertThat(commands(basis)).containsExactly("copy 0+100300");
  }

  @Test
  void a_file_of_equal_blocks_is_one_copy() throws IOException {
    byte[] zeros = new byte[100_300];

    assertThat(DeltaListing.of(Rsync.delta(Rsync.signature(zeros, BLOCK), zeros)).commands())
        .containsExactly("copy 0+100300");
  }

  @Test
  void an_emptied_file_is_magic_and_end() throws IOException {
    assertThat(HexFormat.of().formatHex(delta(new byte[0]))).isEqualTo("7273023600");
  }

  @Test
  void a_file_that_was_empty_is_literal() throws IOException {
    byte[] delta = Rsync.delta(Rsync.signature(new byte[0], 512), basis);

    assertThat(DeltaListing.of(delta).commands())
        .containsExactly("literal 32768", "literal 32768", "literal 32768", "literal 1996");
    assertThat(Rsync.patch(folder, new byte[0], delta, Rsync.NO_LIMIT)).isEqualTo(basis);
  }

  @Test
  void a_new_file_is_literal_in_pieces_as_duplicity_writes_them() throws IOException {
    assertThat(DeltaListing.of(delta(new FileStates(2).bytes(70_000))).commands())
        .containsExactly("literal 32768", "literal 32768", "literal 4464");
  }

  @Test
  void an_overwritten_byte_costs_its_block() throws IOException {
    byte[] newer = basis.clone();
    newer[50_500]++;

    assertThat(commands(newer)).containsExactly("copy 0+50000", "literal 1000", "copy 51000+49300");
  }

  @Test
  void inserted_bytes_cost_themselves_and_the_block_they_split() throws IOException {
    byte[] newer =
        FileStates.joined(
            FileStates.cut(basis, 0, 50_500), new byte[7], FileStates.cut(basis, 50_500, 100_300));

    assertThat(commands(newer)).containsExactly("copy 0+50000", "literal 1007", "copy 51000+49300");
  }

  @Test
  void a_removed_piece_costs_the_blocks_it_split() throws IOException {
    byte[] newer =
        FileStates.joined(FileStates.cut(basis, 0, 20_100), FileStates.cut(basis, 50_900, 100_300));

    assertThat(commands(newer)).containsExactly("copy 0+20000", "literal 200", "copy 51000+49300");
  }

  @Test
  void moved_blocks_are_copied_from_where_they_were() throws IOException {
    byte[] newer =
        FileStates.joined(FileStates.cut(basis, 60_000, 100_300), FileStates.cut(basis, 0, 60_000));

    assertThat(commands(newer)).containsExactly("copy 60000+40000", "literal 300", "copy 0+60000");
  }

  @Test
  void an_appended_tail_costs_itself_and_the_short_last_block() throws IOException {
    assertThat(commands(FileStates.joined(basis, new byte[200])))
        .containsExactly("copy 0+100000", "literal 500");
  }

  @Test
  void a_truncated_file_costs_the_block_it_is_cut_in() throws IOException {
    assertThat(commands(FileStates.cut(basis, 0, 70_001)))
        .containsExactly("copy 0+70000", "literal 1");
  }

  @Test
  void the_short_last_block_is_found_behind_anything() throws IOException {
    byte[] end = FileStates.cut(basis, 100_000, 100_300);

    assertThat(commands(end)).containsExactly("copy 100000+300");
    assertThat(commands(FileStates.joined(new byte[699], end)))
        .containsExactly("literal 699", "copy 100000+300");
    assertThat(commands(FileStates.joined(new byte[40_000], end)))
        .containsExactly("literal 32768", "literal 7232", "copy 100000+300");
  }

  @Test
  void duplicitys_own_signatures_serve_as_basis() throws IOException {
    byte[] older = DuplicityGolden.source("T1-grow.txt");
    byte[] newer = DuplicityGolden.source("T2-grow.txt");
    for (String version : new String[] {"0.8.22", "3.0.4"}) {
      byte[] signature = DuplicityGolden.resource("T1-grow.txt." + version + ".signature");
      byte[] delta = Rsync.delta(signature, newer);

      assertThat(delta).hasSizeLessThan(40);
      assertThat(Rsync.patch(folder, older, delta, Rsync.NO_LIMIT)).isEqualTo(newer);
    }
  }

  @Test
  void any_change_survives_the_way_there_and_back_in_any_pieces() throws IOException {
    for (int seed = 0; seed < 600; seed++) {
      var states = new FileStates(seed);
      int blockLength = states.blockLength();
      byte[] older = states.content(states.lengthFor(blockLength));
      byte[] newer = states.changed(older);
      byte[] signature = Rsync.signature(older, blockLength);
      long mostOnHeap = seed % 2 == 0 ? 0 : Long.MAX_VALUE;
      try (var in = new ByteArrayInputStream(signature);
          Signature read = Signature.read(in, signature.length, folder, mostOnHeap)) {
        byte[] delta = Rsync.delta(read, newer);

        assertThat(Rsync.patch(folder, older, delta, newer.length))
            .as("seed %d", seed)
            .isEqualTo(newer);
        assertThat(DeltaListing.of(delta).longestLiteral()).isLessThanOrEqualTo(32_768);
        byte[] inPieces = Rsync.deltaInPieces(read, newer, new SplittableRandom(seed));
        assertThat(DeltaListing.of(inPieces).commands())
            .as("seed %d, in pieces", seed)
            .isEqualTo(DeltaListing.of(delta).commands());
      }
    }
  }

  @Test
  void the_next_signature_is_written_from_the_same_bytes() throws IOException {
    byte[] newer = FileStates.joined(new byte[5], basis);
    var signatureSink = new ByteArrayOutputStream();
    var deltaSink = new ByteArrayOutputStream();
    try (Signature older = Rsync.read(Rsync.signature(basis, BLOCK))) {
      var signature = new SignatureWriter(512, signatureSink);
      var delta = new DeltaWriter(older, deltaSink);
      byte[] buffer = new byte[3000];
      var file = new ByteArrayInputStream(newer);
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        signature.update(buffer, 0, read);
        delta.update(buffer, 0, read);
      }
      signature.finish();
      delta.finish();
    }

    assertThat(signatureSink.toByteArray()).isEqualTo(Rsync.signature(newer, 512));
    assertThat(deltaSink.toByteArray()).isEqualTo(delta(newer));
  }

  @Test
  void a_small_file_takes_little_memory_whatever_block_length_the_signature_claims()
      throws Exception {
    byte[] signature = Rsync.signature(new byte[10], 512);
    ByteBuffer.wrap(signature).putInt(4, 1 << 24);

    assertThat(HeapUse.of(() -> Rsync.delta(signature, new byte[10_000]))).isLessThan(200_000);
  }

  @Test
  void a_long_file_takes_memory_for_a_block_and_some_pieces_only() throws Exception {
    byte[] signature = Rsync.signature(basis, BLOCK);
    byte[] piece = new FileStates(3).bytes(50_000);

    long heap =
        HeapUse.of(() -> {
          try (Signature older = Rsync.read(signature)) {
            var writer = new DeltaWriter(older, ByteArrayOutputStream.nullOutputStream());
            for (int i = 0; i < 400; i++) {
              writer.update(piece, 0, piece.length);
            }
            writer.finish();
          }
        });

    assertThat(heap).isLessThan(500_000);
  }

  @Test
  void a_finished_delta_takes_no_more() throws IOException {
    try (Signature older = Rsync.read(Rsync.signature(basis, BLOCK))) {
      var writer = new DeltaWriter(older, new ByteArrayOutputStream());
      writer.finish();

      assertThatThrownBy(() -> writer.update(new byte[1], 0, 1))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  private byte[] delta(byte[] newer) throws IOException {
    return Rsync.delta(Rsync.signature(basis, BLOCK), newer);
  }

  private List<String> commands(byte[] newer) throws IOException {
    byte[] delta = delta(newer);
    assertThat(Rsync.patch(folder, basis, delta, newer.length)).isEqualTo(newer);
    return DeltaListing.of(delta).commands();
  }
}

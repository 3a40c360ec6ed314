package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureWriterTest {
  @Test
  void an_empty_file_has_a_header_only() throws IOException {
    assertThat(Rsync.signature(new byte[0], 512))
        .containsExactly(0x72, 0x73, 0x01, 0x36, 0, 0, 2, 0, 0, 0, 0, 8);
  }

  @ParameterizedTest
  @CsvSource({
    "T0-empty, 0.8.22, 512",
    "T0-plain.txt, 0.8.22, 512",
    "T0-exactly-131072, 0.8.22, 512",
    "T0-shrink.bin, 0.8.22, 512",
    "T1-grow.txt, 0.8.22, 512",
    "T0-five.bin, 0.8.22, 2048",
    "T0-five.bin, 3.0.4, 0",
    "T0-sparse, 3.0.4, 0",
    "T0-shrink.bin, 3.0.4, 0",
    "T1-grow.txt, 3.0.4, 0",
  })
  void it_is_byte_for_byte_what_duplicity_wrote(String file, String version, int blockLength)
      throws IOException {
    byte[] source = DuplicityGolden.source(file);
    int ours = BlockLength.forFileSize(source.length);

    assertThat(Rsync.signature(source, blockLength == 0 ? ours : blockLength))
        .isEqualTo(DuplicityGolden.resource(file + "." + version + ".signature"));
  }

  @Test
  void it_is_byte_for_byte_what_librsync_writes(@TempDir Path folder) throws IOException {
    Rdiff rdiff = Rdiff.in(folder);
    for (int seed = 0; seed < 150; seed++) {
      var states = new FileStates(seed);
      int blockLength = states.blockLength();
      byte[] file = states.content(states.lengthFor(blockLength));

      assertThat(Rsync.signature(file, blockLength))
          .as("seed %d: %d bytes in blocks of %d", seed, file.length, blockLength)
          .isEqualTo(rdiff.signature(file, blockLength, Rdiff.AS_DUPLICITY));
    }
  }

  @Test
  void it_does_not_depend_on_the_pieces_the_file_comes_in() throws IOException {
    for (int seed = 0; seed < 100; seed++) {
      var random = new SplittableRandom(seed);
      var states = new FileStates(seed);
      int blockLength = states.blockLength();
      byte[] file = states.content(states.lengthFor(blockLength));
      var sink = new ByteArrayOutputStream();
      var writer = new SignatureWriter(blockLength, sink);
      for (int done = 0; done < file.length; ) {
        int length = Math.min(random.nextInt(1 + random.nextInt(6000)), file.length - done);
        writer.update(file, done, length);
        done += length;
      }
      writer.finish();

      assertThat(sink.toByteArray())
          .as("seed %d", seed)
          .isEqualTo(Rsync.signature(file, blockLength));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 512, 12",
    "1, 512, 24",
    "512, 512, 24",
    "513, 512, 36",
    "5000000, 2560, 23460",
    "10000000000000, 3162624, 37943196",
  })
  void its_size_is_known_beforehand(long fileSizeBytes, int blockLength, long expected)
      throws IOException {
    assertThat(SignatureWriter.sizeOf(fileSizeBytes, blockLength)).isEqualTo(expected);
    if (fileSizeBytes < 10_000_000) {
      assertThat(Rsync.signature(new byte[(int) fileSizeBytes], blockLength))
          .hasSize((int) expected);
    }
  }

  @Test
  void a_finished_signature_takes_no_more() throws IOException {
    var writer = new SignatureWriter(512, new ByteArrayOutputStream());
    writer.finish();

    assertThatThrownBy(() -> writer.update(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_sink_is_neither_flushed_nor_closed() throws IOException {
    var sink = new TouchySink();
    var writer = new SignatureWriter(512, sink);
    writer.update(new byte[2000], 0, 2000);
    writer.finish();

    assertThat(sink.touched).isFalse();
    assertThat(sink.size()).isEqualTo(12 + 4 * 12);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "16777217"})
  void an_absurd_block_length_is_refused(int blockLength) {
    assertThatThrownBy(() -> new SignatureWriter(blockLength, new ByteArrayOutputStream()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static final class TouchySink extends ByteArrayOutputStream {
    private boolean touched;

    @Override
    public void flush() {
      touched = true;
    }

    @Override
    public void close() {
      touched = true;
    }
  }
}

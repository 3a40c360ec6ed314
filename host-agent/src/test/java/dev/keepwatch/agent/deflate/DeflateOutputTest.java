package dev.keepwatch.agent.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.envelope.SampleData;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeflateOutputTest {
  private static final int[] SIZES = {
    0, 1, Chunk.SIZE - 1, Chunk.SIZE, Chunk.SIZE + 1, 9 * Chunk.SIZE, 5_000_000
  };

  private final DeflatePool pool = new DeflatePool(3);

  @AfterEach
  void close_the_pool() {
    pool.close();
  }

  @ParameterizedTest
  @EnumSource
  void the_jdk_inflates_every_framing(Framing framing) throws IOException {
    for (int size : SIZES) {
      byte[] content = SampleData.mixed(size, size);

      assertThat(inflate(framing, deflate(framing, content))).isEqualTo(content);
    }
  }

  @Test
  void python_inflates_zlib_and_raw_and_finds_nothing_left_over() throws IOException {
    OutsideProgram python = OutsideProgram.required("python3");
    String script =
        "import sys,zlib; d=zlib.decompressobj(int(sys.argv[1])); b=d.decompress(sys.stdin.buffer.read());"
            + "assert d.eof and not d.unused_data; sys.stdout.buffer.write(b)";
    for (int size : SIZES) {
      byte[] content = SampleData.mixed(size + 1, size);
      assertThat(run(python, script, "15", deflate(Framing.ZLIB, content))).isEqualTo(content);
      assertThat(run(python, script, "-15", deflate(Framing.RAW, content))).isEqualTo(content);
      assertThat(run(python, script, "31", deflate(Framing.GZIP, content))).isEqualTo(content);
    }
  }

  @Test
  void the_result_is_hardly_larger_than_from_one_hand() throws IOException {
    byte[] content = SampleData.text(11, 5_000_000);
    var single = new ByteArrayOutputStream();
    try (var deflater = new Deflater(6);
        var out = new DeflaterOutputStream(single, deflater)) {
      out.write(content);
    }

    assertThat(deflate(Framing.ZLIB, content).length).isLessThan((int) (single.size() * 1.01));
  }

  @Test
  void noise_is_stored_and_grows_by_a_few_bytes_only() throws IOException {
    assertThat(deflate(Framing.ZLIB, SampleData.random(12, 5_000_000)).length)
        .isLessThan(5_000_000 + 700);
  }

  @Test
  void a_repetition_across_the_border_of_two_chunks_is_found() throws IOException {
    byte[] noise = SampleData.random(13, Chunk.SIZE);
    var content = new ByteArrayOutputStream();
    content.writeBytes(noise);
    content.write(noise, Chunk.SIZE - 30_000, 30_000);

    assertThat(deflate(Framing.RAW, content.toByteArray()).length).isLessThan(Chunk.SIZE + 1000);
  }

  @Test
  void several_streams_share_a_pool() throws IOException {
    byte[] left = SampleData.text(14, 2_000_000);
    byte[] right = SampleData.mixed(15, 2_000_000);
    var leftSink = new ByteArrayOutputStream();
    var rightSink = new ByteArrayOutputStream();
    try (var leftOut = new DeflateOutput(leftSink, Framing.GZIP, pool);
        var rightOut = new DeflateOutput(rightSink, Framing.GZIP, pool)) {
      for (int i = 0; i < left.length; i += 1000) {
        leftOut.write(left, i, 1000);
        rightOut.write(right, i, 1000);
      }
    }

    assertThat(inflate(Framing.GZIP, leftSink.toByteArray())).isEqualTo(left);
    assertThat(inflate(Framing.GZIP, rightSink.toByteArray())).isEqualTo(right);
  }

  @Test
  void writing_after_the_pool_was_closed_fails_and_the_stream_has_no_end() throws IOException {
    var sink = new ByteArrayOutputStream();
    var out = new DeflateOutput(sink, Framing.GZIP, pool);
    out.write(SampleData.text(16, 3_000_000));
    pool.close();

    assertThatThrownBy(
            () -> {
              out.write(SampleData.text(17, 3_000_000));
              out.close();
            })
        .isInstanceOf(IOException.class);
    assertThatThrownBy(out::close).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> inflate(Framing.GZIP, sink.toByteArray()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void closing_the_pool_ends_its_threads_even_with_chunks_under_way() throws IOException {
    var own = new DeflatePool(2);
    var out = new DeflateOutput(OutputStream.nullOutputStream(), Framing.RAW, own);
    out.write(SampleData.text(18, 600_000));
    own.close();

    assertThat(own.isTerminated()).isTrue();
  }

  private byte[] deflate(Framing framing, byte[] content) throws IOException {
    var sink = new ByteArrayOutputStream();
    try (var out = new DeflateOutput(sink, framing, pool)) {
      out.write(content);
    }
    return sink.toByteArray();
  }

  private static byte[] inflate(Framing framing, byte[] deflated) throws IOException {
    var in = new ByteArrayInputStream(deflated);
    try (var inflated =
        switch (framing) {
          case RAW -> new InflaterInputStream(in, new Inflater(true));
          case ZLIB -> new InflaterInputStream(in);
          case GZIP -> new GZIPInputStream(in);
        }) {
      return inflated.readAllBytes();
    }
  }

  private static byte[] run(OutsideProgram python, String script, String window, byte[] input) {
    return python.runWithInput(input, "-c", script, window).succeeded().output();
  }
}

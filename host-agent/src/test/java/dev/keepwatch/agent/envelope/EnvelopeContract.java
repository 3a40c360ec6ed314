package dev.keepwatch.agent.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.deflate.DeflatePool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every envelope promises.
public abstract class EnvelopeContract {
  private static final long SEED = 20260101;

  protected final DeflatePool pool = new DeflatePool(2);

  private @Nullable Envelope envelope;

  /// Makes the envelope that is examined; it is made once for each test.
  protected abstract Envelope newEnvelope() throws IOException;

  protected final Envelope envelope() throws IOException {
    if (envelope == null) {
      envelope = newEnvelope();
    }
    return envelope;
  }

  @AfterEach
  void close_the_pool() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_535, 65_536, 131_072, 131_073, 10_000_000})
  void what_was_sealed_comes_out_the_same(int size) throws IOException {
    byte[] content = SampleData.mixed(SEED + size, size);

    assertThat(open(seal(content))).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 512, 65_536, 1_000_000})
  void the_sizes_of_the_steps_in_writing_and_reading_do_not_matter(int step) throws IOException {
    byte[] content = SampleData.mixed(SEED, 400_000);
    var sink = new ByteArrayOutputStream();
    try (OutputStream out = envelope().seal(sink)) {
      for (int start = 0; start < content.length; start += step) {
        out.write(content, start, Math.min(step, content.length - start));
      }
    }

    var opened = new ByteArrayOutputStream();
    try (InputStream in = envelope().open(new ByteArrayInputStream(sink.toByteArray()))) {
      var buffer = new byte[step];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        opened.write(buffer, 0, count);
      }
      assertThat(in.read()).as("after the end").isEqualTo(-1);
    }
    assertThat(opened.toByteArray()).isEqualTo(content);
  }

  @Test
  void single_bytes_are_written_and_read_as_such() throws IOException {
    byte[] content = SampleData.random(SEED, 3000);
    var sink = new ByteArrayOutputStream();
    try (OutputStream out = envelope().seal(sink)) {
      for (byte b : content) {
        out.write(b);
      }
    }

    var opened = new ByteArrayOutputStream();
    try (InputStream in = envelope().open(new ByteArrayInputStream(sink.toByteArray()))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        opened.write(b);
      }
    }
    assertThat(opened.toByteArray()).isEqualTo(content);
  }

  @Test
  void a_source_that_gives_one_byte_at_a_time_is_read_to_its_end() throws IOException {
    byte[] content = SampleData.mixed(SEED, 100_000);
    var sealed = new ByteArrayInputStream(seal(content));
    var dripping =
        new InputStream() {
          @Override
          public int read() {
            return sealed.read();
          }

          @Override
          public int read(byte[] into, int offset, int count) {
            return sealed.read(into, offset, Math.min(count, 1));
          }
        };

    try (InputStream in = envelope().open(dripping)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void after_the_sink_has_failed_closing_fails_too_and_adds_nothing() throws IOException {
    var written = new ByteArrayOutputStream();
    OutputStream out = envelope().seal(failingAfter(300_000, written));

    assertThatThrownBy(() -> out.write(SampleData.random(SEED, 6_000_000))).hasMessage("disk full");
    int before = written.size();
    assertThatThrownBy(out::close).isInstanceOf(IOException.class);
    assertThat(written.size()).isEqualTo(before);
  }

  @Test
  void sealing_leaves_the_sink_open_and_closing_twice_adds_nothing() throws IOException {
    var closed = new boolean[1];
    var sink =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    OutputStream out = envelope().seal(sink);
    out.write(SampleData.text(SEED, 100));
    out.close();
    byte[] sealed = sink.toByteArray();
    out.close();

    assertThat(closed[0]).isFalse();
    assertThat(sink.toByteArray()).isEqualTo(sealed);
    assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
  }

  @Test
  void the_stored_stream_is_closed_with_the_opened_one_and_not_before() throws IOException {
    var closed = new boolean[1];
    var stored =
        new ByteArrayInputStream(seal(SampleData.text(SEED, 100))) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    InputStream in = envelope().open(stored);
    in.readAllBytes();
    assertThat(closed[0]).isFalse();
    in.close();
    assertThat(closed[0]).isTrue();
  }

  protected byte[] seal(byte[] content) throws IOException {
    var sink = new ByteArrayOutputStream();
    try (OutputStream out = envelope().seal(sink)) {
      out.write(content);
    }
    return sink.toByteArray();
  }

  protected byte[] open(byte[] sealed) throws IOException {
    try (InputStream in = envelope().open(new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    }
  }

  private static OutputStream failingAfter(int limit, ByteArrayOutputStream written) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        if (written.size() + count > limit) {
          throw new IOException("disk full");
        }
        written.write(bytes, offset, count);
      }
    };
  }
}

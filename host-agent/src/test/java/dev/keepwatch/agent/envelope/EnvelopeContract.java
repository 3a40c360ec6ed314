package dev.keepwatch.agent.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keepwatch.agent.deflate.DeflatePool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every envelope promises.
public abstract class EnvelopeContract {
  private static final long SEED = 20260101;

  protected final DeflatePool pool = new DeflatePool(2);

  protected abstract Envelope envelope() throws IOException;

  /// Whether damage can be seen at all; only where there is no envelope it cannot.
  protected boolean noticesDamage() {
    return true;
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
  void a_missing_end_is_noticed_wherever_it_was_cut() throws IOException {
    assumeTrue(noticesDamage(), "without an envelope damage cannot be seen");
    byte[] small = seal(SampleData.text(SEED, 500));
    for (int length = 0; length < small.length; length++) {
      assertNotOpenedToItsEnd("cut to " + length, Arrays.copyOf(small, length));
    }
    byte[] large = seal(SampleData.mixed(SEED, 700_000));
    var random = new Random(SEED);
    for (int i = 0; i < 30; i++) {
      int length = i < 10 ? large.length - 1 - i : random.nextInt(large.length);
      assertNotOpenedToItsEnd("cut to " + length, Arrays.copyOf(large, length));
    }
  }

  @Test
  void no_flipped_bit_gives_other_content() throws IOException {
    assumeTrue(noticesDamage(), "without an envelope damage cannot be seen");
    byte[] content = SampleData.text(SEED, 300);
    byte[] small = seal(content);
    for (int bit = 0; bit < small.length * 8; bit++) {
      assertRefusedOrUnharmed("bit " + bit, withFlippedBit(small, bit), content);
    }
    byte[] longContent = SampleData.mixed(SEED, 400_000);
    byte[] large = seal(longContent);
    var random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      int bit = random.nextInt(large.length * 8);
      assertRefusedOrUnharmed("bit " + bit, withFlippedBit(large, bit), longContent);
    }
  }

  @Test
  void a_flipped_bit_in_the_data_itself_is_noticed() throws IOException {
    assumeTrue(noticesDamage(), "without an envelope damage cannot be seen");
    byte[] large = seal(SampleData.random(SEED, 400_000));
    var random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      int bit = (10_000 + random.nextInt(380_000)) * 8 + random.nextInt(8);
      assertNotOpenedToItsEnd("bit " + bit, withFlippedBit(large, bit));
    }
  }

  @Test
  void anything_behind_the_end_is_refused() throws IOException {
    assumeTrue(noticesDamage(), "without an envelope nothing stands behind it");
    byte[] sealed = seal(SampleData.text(SEED, 5000));
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertNotOpenedToItsEnd("a zero byte behind", longer);
    longer[sealed.length] = 'x';
    assertNotOpenedToItsEnd("a letter behind", longer);
  }

  @Test
  void who_has_seen_a_failure_sees_it_again_instead_of_an_end() throws IOException {
    assumeTrue(noticesDamage(), "without an envelope damage cannot be seen");
    byte[] sealed = seal(SampleData.random(SEED, 100_000));
    var in = envelope().open(new ByteArrayInputStream(withFlippedBit(sealed, sealed.length * 4)));

    assertThatThrownBy(in::readAllBytes).isInstanceOf(EnvelopeException.class);
    assertThatThrownBy(in::read).isInstanceOf(EnvelopeException.class);
    assertThatThrownBy(in::readAllBytes).isInstanceOf(EnvelopeException.class);
  }

  @Test
  void a_seal_that_was_given_up_does_not_look_complete() throws IOException {
    assumeTrue(noticesDamage(), "without an envelope a missing end cannot be seen");
    for (int size : new int[] {0, 10, 1_000_000, 3_000_000}) {
      var sink = new ByteArrayOutputStream();
      OutputStream givenUp = envelope().seal(sink);
      givenUp.write(SampleData.random(SEED, size));

      assertNotOpenedToItsEnd("given up after " + size, sink.toByteArray());
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

  private void assertNotOpenedToItsEnd(String what, byte[] sealed) {
    assertThatThrownBy(() -> open(sealed)).as(what).isInstanceOf(EnvelopeException.class);
  }

  private void assertRefusedOrUnharmed(String what, byte[] sealed, byte[] content)
      throws IOException {
    try {
      assertThat(open(sealed)).as(what).isEqualTo(content);
    } catch (EnvelopeException expected) {
      assertThat(expected).as(what).hasMessageMatching("(?s)[a-z].{10,}");
    }
  }

  private static byte[] withFlippedBit(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
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

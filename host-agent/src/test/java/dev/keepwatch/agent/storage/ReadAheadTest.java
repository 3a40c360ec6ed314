package dev.keepwatch.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadAheadTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_071, 131_072, 131_073, 1_048_576, 3_000_001})
  void everything_comes_in_its_order(int length) throws Exception {
    byte[] content = random(length);

    try (var stream = new ReadAhead(new ByteArrayInputStream(content))) {
      assertThat(stream.readAllBytes()).isEqualTo(content);
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void what_came_before_a_break_is_read_and_then_the_break_itself() throws Exception {
    var broken = new IOException("broken");

    try (var stream =
        new ReadAhead(
            new SequenceInputStream(new ByteArrayInputStream(random(200_000)), fails(broken)))) {
      assertThat(stream.readNBytes(200_000)).isEqualTo(random(200_000));
      assertThatThrownBy(stream::read).isSameAs(broken);
      assertThatThrownBy(stream::read).isSameAs(broken);
    }
  }

  @Test
  void what_is_fetched_ahead_is_bounded_and_nobody_has_to_read_it() throws Exception {
    var fetched = new AtomicLong();
    var full = new CountDownLatch(1);
    var endless =
        new Source(count -> {
          if (fetched.addAndGet(count) >= 1 << 20) {
            full.countDown();
          }
          return count;
        });

    try (var stream = new ReadAhead(endless)) {
      full.await();
      assertThat(stream.read()).isZero();
    }

    assertThat(endless.closed).isTrue();
    assertThat(fetched.get()).isLessThanOrEqualTo((1 << 20) + (1 << 17));
  }

  @Test
  void closing_does_not_wait_for_a_line_that_is_silent() throws Exception {
    var silent =
        new Source(count -> {
          try {
            new CountDownLatch(1).await();
            return -1;
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });

    new ReadAhead(silent).close();

    assertThat(silent.closed).isTrue();
  }

  @Test
  void an_error_of_the_machine_reaches_who_reads() {
    var stream =
        new ReadAhead(
            new Source(count -> {
              throw new OutOfMemoryError("no room");
            }));

    assertThatThrownBy(stream::read).isInstanceOf(OutOfMemoryError.class);
    stream.close();
    assertThatThrownBy(stream::read).hasMessage("the stream is closed");
  }

  private static InputStream fails(IOException failure) {
    return new Source(count -> {
      throw failure;
    });
  }

  /// How many bytes come, if so many are wanted.
  @FunctionalInterface
  private interface Supply {
    int next(int wanted) throws IOException;
  }

  /// Zeros, as they come.
  private static final class Source extends InputStream {
    private final Supply supply;
    private volatile boolean closed;

    Source(Supply supply) {
      this.supply = supply;
    }

    @Override
    public int read() throws IOException {
      return supply.next(1) < 0 ? -1 : 0;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      return supply.next(count);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }
}

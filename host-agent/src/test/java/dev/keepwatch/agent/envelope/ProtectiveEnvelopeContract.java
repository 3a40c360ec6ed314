package dev.keepwatch.agent.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every envelope promises that protects its content: no damage passes as content.
public abstract class ProtectiveEnvelopeContract extends EnvelopeContract {
  private static final long SEED = 20260101;

  @Test
  void a_missing_end_is_noticed_wherever_it_was_cut() throws IOException {
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
    byte[] large = seal(SampleData.random(SEED, 400_000));
    var random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      int bit = (10_000 + random.nextInt(380_000)) * 8 + random.nextInt(8);
      assertNotOpenedToItsEnd("bit " + bit, withFlippedBit(large, bit));
    }
  }

  @Test
  void anything_behind_the_end_is_refused() throws IOException {
    byte[] sealed = seal(SampleData.text(SEED, 5000));
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertNotOpenedToItsEnd("a zero byte behind", longer);
    longer[sealed.length] = 'x';
    assertNotOpenedToItsEnd("a letter behind", longer);
  }

  @Test
  void who_has_seen_a_failure_sees_it_again_instead_of_an_end() throws IOException {
    byte[] sealed = seal(SampleData.random(SEED, 100_000));
    var in = envelope().open(new ByteArrayInputStream(withFlippedBit(sealed, sealed.length * 4)));

    assertThatThrownBy(in::readAllBytes).isInstanceOf(EnvelopeException.class);
    assertThatThrownBy(in::read).isInstanceOf(EnvelopeException.class);
    assertThatThrownBy(in::readAllBytes).isInstanceOf(EnvelopeException.class);
  }

  @Test
  void a_seal_that_was_given_up_does_not_look_complete() throws IOException {
    for (int size : new int[] {0, 10, 1_000_000, 3_000_000}) {
      var sink = new ByteArrayOutputStream();
      OutputStream givenUp = envelope().seal(sink);
      givenUp.write(SampleData.random(SEED, size));

      assertNotOpenedToItsEnd("given up after " + size, sink.toByteArray());
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
}

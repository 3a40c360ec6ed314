package dev.keepwatch.agent.envelope.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.rsync.HeapUse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Small messages that ask for very much: of memory they do not get it, and of time as much as
/// their own bytes take.
class HostilePacketsTest {

  private static final int LITTLE = 32 << 20;
  private static final int NEW_FORMAT = 0xc0;

  private final DeflatePool pool = new DeflatePool(1);

  @AfterEach
  void close_the_pool() {
    pool.close();
  }

  private Envelope envelope() throws IOException {
    return OpenPgpEnvelope.with(pool)
        .recipient(TestKeys.ecc())
        .keyring(OpenPgpKeys.of(List.of(TestKeys.ecc())))
        .passphrase(Passphrase.of("x"))
        .build();
  }

  /// How many bytes came out.
  private long read(byte[] message) throws Exception {
    var envelope = envelope();
    var count = new AtomicLong();
    long heap =
        HeapUse.of(() -> {
          try (var in = envelope.open(new ByteArrayInputStream(message))) {
            count.set(in.transferTo(OutputStream.nullOutputStream()));
          }
        });
    assertThat(heap).as("bytes allocated").isLessThan(LITTLE);
    return count.get();
  }

  private void assertRefused(byte[] message, String sentence) {
    assertThatThrownBy(() -> read(message))
        .isInstanceOf(EnvelopeException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void parts_of_one_byte_are_read_one_by_one() throws Exception {
    byte[] header = {'b', 0, 0, 0, 0, 0};
    var inner = new ByteArrayOutputStream();
    inner.write(NEW_FORMAT | PacketTag.LITERAL);
    for (int i = 0; i < 500_000; i++) {
      inner.write(224);
      inner.write(i < header.length ? header[i] : 'x');
    }
    inner.write(0);

    assertThat(read(HostileMessagesTest.encrypted(inner.toByteArray()))).isEqualTo(499_994);
  }

  @Test
  void parts_of_one_byte_without_an_end_are_cut_short() {
    var message = new ByteArrayOutputStream();
    message.write(NEW_FORMAT | PacketTag.MARKER);
    for (int i = 0; i < 1_000_000; i++) {
      message.write(224);
      message.write(0);
    }

    assertRefused(message.toByteArray(), "longer than such packets are");
  }

  @Test
  void empty_packets_one_after_the_other_come_to_an_end() {
    byte[] message = new byte[2_000_000];
    for (int i = 0; i < message.length; i += 2) {
      message[i] = (byte) (NEW_FORMAT | PacketTag.MARKER);
    }

    assertRefused(message, "it is cut short");
  }

  @Test
  void a_message_compressed_twice_is_refused() throws Exception {
    byte[] inner = {(byte) (NEW_FORMAT | PacketTag.LITERAL), 7, 'b', 0, 0, 0, 0, 0, 'x'};
    for (int i = 0; i < 50; i++) {
      inner = compressed(inner, 1);
    }

    assertRefused(HostileMessagesTest.encrypted(inner), "something else than data (packet 8)");
  }

  @Test
  void zeros_that_were_compressed_away_take_no_memory() throws Exception {
    byte[] literal = {(byte) (0x80 | PacketTag.LITERAL << 2 | 3), 'b', 0, 0, 0, 0, 0};

    byte[] message = HostileMessagesTest.encrypted(compressed(literal, 200 << 20));

    assertThat(message.length).isLessThan(1 << 20);
    assertThat(read(message)).isEqualTo(200 << 20);
  }

  /// With so many zeros behind it.
  private static byte[] compressed(byte[] packets, int zeros) throws IOException {
    var out = new ByteArrayOutputStream();
    out.write(0x80 | PacketTag.COMPRESSED << 2 | 3);
    out.write(1);
    try (var zip = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED, true))) {
      zip.write(packets);
      byte[] piece = new byte[1 << 16];
      for (int left = zeros == 1 ? 0 : zeros; left > 0; left -= piece.length) {
        zip.write(piece);
      }
    }
    return out.toByteArray();
  }

  @Test
  void more_passphrases_than_anybody_has_are_refused_before_they_are_tried() throws Exception {
    var message = new ByteArrayOutputStream();
    byte[] salted = new byte[13];
    salted[0] = 4;
    salted[1] = 9;
    salted[2] = 3;
    salted[3] = 10;
    Arrays.fill(salted, 4, 13, (byte) 0xff);
    for (int i = 0; i < 60; i++) {
      PacketOutput.write(message, PacketTag.PASSPHRASE, salted);
    }

    assertRefused(message.toByteArray(), "more than 8 passphrases");
  }

  @Test
  void packets_of_lengths_that_nothing_has_are_refused() {
    byte[] tooLong = {(byte) (NEW_FORMAT | PacketTag.PASSPHRASE), (byte) 255, -1, -1, -1, -1, 4};
    byte[] encrypted = {(byte) (NEW_FORMAT | PacketTag.ENCRYPTED), (byte) 255, -1, -1, -1, -1, 1};

    assertRefused(tooLong, "");
    assertRefused(encrypted, "");
  }
}

package dev.keepwatch.agent.envelope.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import dev.keepwatch.agent.envelope.SampleData;
import dev.keepwatch.agent.fuzz.Fuzz;
import dev.keepwatch.agent.fuzz.Mutation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Messages that somebody altered on purpose, or that a broken disk did.
class HostileMessagesTest {
  private static final long SEED = 20260214;

  private final DeflatePool pool = new DeflatePool(1);

  @AfterEach
  void close_the_pool() {
    pool.close();
  }

  @Test
  void mutated_messages_give_the_content_or_a_sentence_and_never_anything_else() throws Exception {
    Envelope envelope = opening().passphrase(Passphrase.of("fixture-passphrase")).build();
    List<byte[]> messages = messages();
    List<byte[]> contents = new ArrayList<>();
    for (byte[] message : messages) {
      contents.add(GpgHome.open(envelope, message));
    }

    Fuzz.of("openpgp", 2500)
        .refusedBy(EnvelopeException.class)
        .feed(
            messages,
            (input, _) ->
                // One message spliced to the very beginning of another is that message.
                assertThat(contents).contains(GpgHome.open(envelope, input)));
  }

  @Test
  void what_is_inside_a_sound_encryption_is_distrusted_too() throws Exception {
    Envelope envelope = opening().build();
    byte[] content = SampleData.text(SEED, 300);
    byte[] inner = innerPackets(content);

    Fuzz.of("openpgp inside", 2500)
        .refusedBy(EnvelopeException.class)
        .feed(
            random -> encrypted(new Mutation(random, List.of(inner)).next()),
            (input, _) -> GpgHome.open(envelope, input));

    assertThat(GpgHome.open(envelope, encrypted(inner))).isEqualTo(content);
  }

  @Test
  void a_signature_that_fits_other_content_is_damage_even_if_nobody_asked_for_it()
      throws Exception {
    Envelope envelope = opening().build();
    byte[] inner = innerPackets("pay 100".getBytes(StandardCharsets.US_ASCII));
    int position = indexOf(inner, "pay 100");
    inner[position + 4] = '9';

    assertThatThrownBy(() -> GpgHome.open(envelope, encrypted(inner)))
        .isInstanceOfSatisfying(
            EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED))
        .hasMessageContaining("the signature of key " + TestKeys.signer().fingerprint());
  }

  @Test
  void a_second_content_behind_the_first_is_refused() throws Exception {
    var twice = new ByteArrayOutputStream();
    PacketOutput.write(twice, PacketTag.LITERAL, new byte[] {'b', 0, 0, 0, 0, 0, 'A'});
    PacketOutput.write(twice, PacketTag.LITERAL, new byte[] {'b', 0, 0, 0, 0, 0, 'B'});

    assertThatThrownBy(() -> GpgHome.open(opening().build(), encrypted(twice.toByteArray())))
        .hasMessageContaining("something stands behind its end");
  }

  @Test
  void a_failure_of_the_store_is_no_damage() throws Exception {
    byte[] sealed = sealed(SampleData.random(1, 300_000));
    var broken =
        new SequenceInputStream(
            new ByteArrayInputStream(Arrays.copyOf(sealed, 200_000)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new EOFException("connection reset");
              }

              @Override
              public int read(byte[] into, int offset, int count) throws IOException {
                return read();
              }
            });
    InputStream in = opening().build().open(broken);

    assertThatThrownBy(in::readAllBytes)
        .isNotInstanceOf(EnvelopeException.class)
        .hasMessage("connection reset");
    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
  }

  @Test
  void a_message_for_very_many_recipients_is_refused_before_they_are_tried() throws Exception {
    byte[] sealed = sealed(new byte[10]);
    var many = new ByteArrayOutputStream();
    var recipient = new ByteArrayOutputStream();
    RecipientPacket.write(
        recipient,
        TestKeys.rsa().encryptionPart(Instant.now()).key(),
        true,
        SessionKey.random(SymmetricAlgorithm.AES256, new SecureRandom()),
        new SecureRandom());
    for (int i = 0; i < 100; i++) {
      recipient.writeTo(many);
    }
    many.writeBytes(sealed);

    assertThatThrownBy(() -> GpgHome.open(opening().build(), many.toByteArray()))
        .hasMessageContaining("more than 64 recipients");
  }

  private OpenPgpEnvelope.Builder opening() throws IOException {
    return OpenPgpEnvelope.with(pool)
        .recipient(TestKeys.ecc())
        .keyring(OpenPgpKeys.of(List.of(TestKeys.ecc(), TestKeys.gpg24(), TestKeys.signer())));
  }

  private static List<byte[]> messages() throws IOException {
    return List.of(
        TestKeys.resource(
            "messages/ecc-sepsign/duplicity-inc.20231114T231320Z.to.20231115T001320Z.manifest.gpg"),
        TestKeys.resource(
            "messages/mini-dup3-gpg24/duplicity-inc.20231114T231320Z.to.20231115T001320Z.manifest.gpg"),
        TestKeys.resource(
            "messages/sym/duplicity-inc.20231114T231320Z.to.20231115T001320Z.manifest.gpg"));
  }

  private byte[] sealed(byte[] content) throws IOException {
    var sink = new ByteArrayOutputStream();
    try (OutputStream out =
        opening()
            .signer(TestKeys.signer(), TestKeys.NO_PASSPHRASE)
            .compress(false)
            .build()
            .seal(sink)) {
      out.write(content);
    }
    return sink.toByteArray();
  }

  /// Announcement, content and signature, as they stand inside the encryption.
  private byte[] innerPackets(byte[] content) throws IOException {
    var key = TestKeys.signer().signingKey(Instant.now(), List.of());
    var signature = new MessageSignature(key, Instant.now(), new SecureRandom());
    var inner = new ByteArrayOutputStream();
    signature.announce(inner);
    try (var literal = new PacketOutput(inner, PacketTag.LITERAL)) {
      literal.write(new byte[] {'b', 0, 0, 0, 0, 0});
      literal.write(content);
    }
    signature.update(content, 0, content.length);
    signature.deliver(inner);
    return inner.toByteArray();
  }

  /// Encrypts what may be nonsense the right way.
  static byte[] encrypted(byte[] inner) throws IOException {
    var random = new SecureRandom();
    var session = SessionKey.random(SymmetricAlgorithm.AES256, random);
    var sink = new ByteArrayOutputStream();
    RecipientPacket.write(
        sink, TestKeys.ecc().encryptionPart(Instant.now()).key(), false, session, random);
    try (var out = new ProtectedOutput(sink, session, random)) {
      out.write(inner);
    }
    return sink.toByteArray();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}

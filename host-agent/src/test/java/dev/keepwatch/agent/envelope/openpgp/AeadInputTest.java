package dev.keepwatch.agent.envelope.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.SampleData;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The authenticated form of data, in chunks; made here by Bouncy Castle, and checked with gpg,
/// which reads it too.
class AeadInputTest {
  private static final int CHUNK = 1 << 12;

  private final DeflatePool pool = new DeflatePool(1);

  @AfterEach
  void close_the_pool() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        100,
        CHUNK - 60,
        CHUNK,
        CHUNK + 1,
        3 * CHUNK - 7,
        8 * CHUNK,
        32_768 + 16,
        200_000
      })
  void data_of_any_number_of_chunks_is_read(int size) throws Exception {
    // Around the borders of chunks, whatever the headers take.
    for (int length = Math.max(0, size - 20); length <= size; length++) {
      byte[] content = SampleData.random(length, length);

      assertThat(GpgHome.open(envelope(), sealed(content))).isEqualTo(content);
    }
  }

  @Test
  void gpg_agrees_that_the_samples_are_sound() throws Exception {
    try (GpgHome gpg = new GpgHome()) {
      gpg.importKey(TestKeys.resource("keys/ecc-enc.TESTONLY-secret.gpg"));
      for (int size : new int[] {1, CHUNK, 50_000}) {
        byte[] content = SampleData.random(size, size);
        assertThat(gpg.run(sealed(content), "--decrypt")).isEqualTo(content);
      }
    }
  }

  @Test
  void a_chunk_that_is_missing_or_in_another_place_is_noticed() throws Exception {
    byte[] sealed = sealed(SampleData.random(1, 10 * CHUNK));
    for (int at = 1000; at < sealed.length - 2 * (CHUNK + 16); at += 3001) {
      int from = at;
      byte[] without = sealed.clone();
      System.arraycopy(sealed, from + CHUNK + 16, without, from, CHUNK + 16);
      assertThatThrownBy(() -> GpgHome.open(envelope(), without))
          .isInstanceOf(EnvelopeException.class);
      byte[] cut = Arrays.copyOf(sealed, from);
      assertThatThrownBy(() -> GpgHome.open(envelope(), cut)).isInstanceOf(EnvelopeException.class);
    }
  }

  private Envelope envelope() throws Exception {
    return OpenPgpEnvelope.with(pool).keyring(OpenPgpKeys.of(List.of(TestKeys.ecc()))).build();
  }

  private static byte[] sealed(byte[] content) throws Exception {
    var builder = new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256);
    builder.setSecureRandom(new SecureRandom());
    builder.setWithAEAD(AEADAlgorithmTags.OCB, 12);
    builder.setUseV5AEAD();
    var generator = new PGPEncryptedDataGenerator(builder);
    generator.addMethod(
        new BcPublicKeyKeyEncryptionMethodGenerator(
            TestKeys.ecc().encryptionPart(Instant.now()).key()));
    var sink = new ByteArrayOutputStream();
    try (OutputStream encrypted = generator.open(sink, new byte[1 << 16]);
        var literal = new PacketOutput(encrypted, PacketTag.LITERAL)) {
      literal.write(new byte[] {'b', 0, 0, 0, 0, 0});
      literal.write(content);
    }
    return sink.toByteArray();
  }
}

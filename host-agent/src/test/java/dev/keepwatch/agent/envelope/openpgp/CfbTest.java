package dev.keepwatch.agent.envelope.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.envelope.SampleData;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CfbTest {
  private static final long SEED = 314;

  @Test
  void the_bytes_are_those_of_the_jdks_own_feedback_mode() throws Exception {
    var random = new Random(SEED);
    for (int round = 0; round < 60; round++) {
      byte[] plain = SampleData.random(round, random.nextInt(70_000));
      var key = new SessionKey(SymmetricAlgorithm.AES256, SampleData.random(round, 32));
      Cipher jdk = Cipher.getInstance("AES/CFB/NoPadding");
      jdk.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key.bytes(), "AES"),
          new IvParameterSpec(new byte[16]));

      byte[] cipher = encrypt(key, plain, random);
      assertThat(cipher).as("seed %s, round %s", SEED, round).isEqualTo(jdk.doFinal(plain));
      assertThat(decrypt(key, cipher, random)).isEqualTo(plain);
    }
  }

  private static byte[] encrypt(SessionKey key, byte[] plain, Random random) {
    var encryption = new CfbEncryption(key);
    return inSteps(plain, random, encryption::encrypt);
  }

  private static byte[] decrypt(SessionKey key, byte[] cipher, Random random) {
    var decryption = new CfbDecryption(key);
    return inSteps(cipher, random, decryption::decrypt);
  }

  /// All steps but the last are whole blocks, of any number up to the most.
  private static byte[] inSteps(byte[] bytes, Random random, Step step) {
    var out = new ByteArrayOutputStream();
    var into = new byte[CfbEncryption.STEP];
    for (int start = 0; start < bytes.length; ) {
      int wanted = 16 * (1 + random.nextInt(CfbEncryption.STEP / 16));
      int length = Math.min(wanted, bytes.length - start);
      step.run(Arrays.copyOfRange(bytes, start, start + length), length, into);
      out.write(into, 0, length);
      start += length;
    }
    return out.toByteArray();
  }

  private interface Step {
    void run(byte[] from, int length, byte[] into);
  }
}

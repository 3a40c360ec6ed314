package dev.keepwatch.agent.envelope.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.SampleData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What we seal, the real gpg opens.
class GpgOpensOursTest {
  private static final int[] SIZES = {0, 1, 65_536, 3_000_000};

  private final DeflatePool pool = new DeflatePool(2);
  private final GpgHome gpg = new GpgHome();

  @TempDir private Path folder = Path.of("set by JUnit");

  @AfterEach
  void clean_up() {
    pool.close();
    gpg.close();
  }

  @Test
  void to_several_recipients_of_all_kinds_and_each_alone_can_open_it() throws Exception {
    Envelope envelope =
        OpenPgpEnvelope.with(pool)
            .recipient(TestKeys.rsa())
            .recipient(TestKeys.ecc())
            .recipient(TestKeys.gpg24())
            .build();
    for (int size : SIZES) {
      byte[] content = SampleData.mixed(size, size);
      byte[] sealed = seal(envelope, content);
      for (String key : new String[] {"rsa", "ecc-enc", "gpg24"}) {
        try (GpgHome alone = new GpgHome()) {
          importSecret(alone, key);
          assertThat(alone.run(sealed, "--decrypt")).as(key).isEqualTo(content);
        }
      }
    }
  }

  @Test
  void to_a_hidden_recipient_whose_id_is_nowhere_to_be_seen() throws Exception {
    importSecret(gpg, "ecc-enc");
    importSecret(gpg, "rsa");
    byte[] content = SampleData.mixed(1, 100_000);
    byte[] sealed =
        seal(
            OpenPgpEnvelope.with(pool)
                .hiddenRecipient(TestKeys.rsa())
                .hiddenRecipient(TestKeys.ecc())
                .build(),
            content);

    assertThat(gpg.run(sealed, "--decrypt")).isEqualTo(content);
    String packets = new String(gpg.run(sealed, "--list-packets"), UTF_8);
    assertThat(packets).contains("keyid 0000000000000000");
    assertThat(packets).doesNotContain(TestKeys.rsa().fingerprint().substring(24));
  }

  @Test
  void signed_by_a_key_of_each_kind_and_gpg_finds_the_signature_good() throws Exception {
    for (String signer : new String[] {"rsa", "ecc-sign", "gpg24"}) {
      importSecret(gpg, signer);
      importSecret(gpg, "ecc-enc");
      OpenPgpKey key = TestKeys.secret(signer);
      Envelope envelope =
          OpenPgpEnvelope.with(pool)
              .recipient(TestKeys.ecc())
              .signer(key, TestKeys.NO_PASSPHRASE)
              .build();
      for (int size : SIZES) {
        byte[] content = SampleData.mixed(size, size);
        assertThat(statusOfDecrypting(seal(envelope, content), content))
            .contains("GOODSIG " + key.fingerprint().substring(24))
            .contains("VALIDSIG " + key.fingerprint())
            .contains("DECRYPTION_OKAY")
            .contains("GOODMDC");
      }
    }
  }

  @Test
  void signed_by_a_dsa_key_and_encrypted_to_elgamal() throws Exception {
    gpg.run(
        """
        %no-protection
        Key-Type: DSA
        Key-Length: 2048
        Key-Usage: sign
        Subkey-Type: ELG-E
        Subkey-Length: 1024
        Name-Email: old@test.invalid
        Expire-Date: 0
        %commit
        """
            .getBytes(UTF_8),
        "--gen-key");
    OpenPgpKey old = gpg.exportedSecret("old@test.invalid", "");
    byte[] content = SampleData.mixed(2, 200_000);
    byte[] sealed =
        seal(
            OpenPgpEnvelope.with(pool).recipient(old).signer(old, TestKeys.NO_PASSPHRASE).build(),
            content);

    assertThat(statusOfDecrypting(sealed, content))
        .contains("GOODSIG " + old.fingerprint().substring(24));
    Envelope ours =
        OpenPgpEnvelope.with(pool)
            .keyring(OpenPgpKeys.of(List.of(old)))
            .expectedSigner(old.fingerprint())
            .build();
    assertThat(GpgHome.open(ours, sealed)).isEqualTo(content);
  }

  @Test
  void with_a_passphrase_also_signed_and_also_uncompressed() throws Exception {
    importSecret(gpg, "ecc-sign");
    var passphrase = Passphrase.of("grün & gold");
    Path file = Files.writeString(folder.resolve("passphrase"), "grün & gold\n");
    var signed =
        OpenPgpEnvelope.with(pool)
            .symmetric(passphrase)
            .signer(TestKeys.signer(), TestKeys.NO_PASSPHRASE)
            .build();
    var bare = OpenPgpEnvelope.with(pool).symmetric(passphrase).compress(false).build();
    for (int size : SIZES) {
      byte[] content = SampleData.mixed(size, size);
      for (Envelope envelope : new Envelope[] {signed, bare}) {
        byte[] sealed = seal(envelope, content);
        assertThat(
                gpg.run(
                    sealed,
                    "--pinentry-mode",
                    "loopback",
                    "--passphrase-file",
                    file.toString(),
                    "--decrypt"))
            .isEqualTo(content);
      }
    }
  }

  @Test
  void the_packets_are_those_that_gpg_itself_would_write() throws Exception {
    importSecret(gpg, "ecc-enc");
    importSecret(gpg, "ecc-sign");
    byte[] sealed =
        seal(
            OpenPgpEnvelope.with(pool)
                .recipient(TestKeys.ecc())
                .signer(TestKeys.signer(), TestKeys.NO_PASSPHRASE)
                .build(),
            SampleData.text(3, 300_000));

    byte[] duplicitys =
        TestKeys.resource(
            "messages/ecc-sepsign/duplicity-inc.20231114T231320Z.to.20231115T001320Z.vol1.difftar.gpg");
    assertThat(packetsOf(sealed)).isEqualTo(packetsOf(duplicitys)).hasSizeGreaterThan(5);
  }

  /// The kinds of packets and what they use, without ids, times and lengths.
  private List<String> packetsOf(byte[] sealed) {
    return new String(gpg.run(sealed, "--list-packets"), UTF_8)
        .lines()
        .filter(line -> line.matches("(:|\\s+mdc|\\s+version|\\s+mode).*"))
        .map(line -> line.replaceAll("(created|length|begin of digest) [0-9a-f ]+", "$1").strip())
        .toList();
  }

  private String statusOfDecrypting(byte[] sealed, byte[] content) throws IOException {
    Path status = folder.resolve("status");
    byte[] opened = gpg.run(sealed, "--status-file", status.toString(), "--decrypt");
    assertThat(opened).isEqualTo(content);
    return Files.readString(status);
  }

  private static void importSecret(GpgHome gpg, String key) throws IOException {
    gpg.importKey(TestKeys.resource("keys/" + key + ".TESTONLY-secret.gpg"));
  }

  private static byte[] seal(Envelope envelope, byte[] content) throws IOException {
    var sink = new ByteArrayOutputStream();
    try (OutputStream out = envelope.seal(sink)) {
      out.write(content);
    }
    return sink.toByteArray();
  }
}

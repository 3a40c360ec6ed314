package dev.keepwatch.agent.envelope.openpgp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import dev.keepwatch.agent.envelope.SampleData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the real gpg seals, we open.
class WeOpenGpgsTest {
  private static final byte[] CONTENT = SampleData.mixed(77, 1_200_000);

  private final DeflatePool pool = new DeflatePool(1);
  private final GpgHome gpg = new GpgHome();

  @TempDir private Path folder = Path.of("set by JUnit");

  @AfterEach
  void clean_up() {
    pool.close();
    gpg.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "zip", "zlib", "bzip2"})
  void compressed_in_every_way(String method) throws Exception {
    gpg.importKey(TestKeys.resource("keys/ecc-enc.pub.asc"));
    byte[] sealed =
        gpg.run(
            CONTENT,
            "--compress-algo",
            method,
            "--recipient",
            TestKeys.ecc().fingerprint(),
            "--encrypt");

    assertThat(GpgHome.open(opening(TestKeys.ecc()), sealed)).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3DES",
        "CAST5",
        "BLOWFISH",
        "AES",
        "AES192",
        "AES256",
        "TWOFISH",
        "CAMELLIA128",
        "CAMELLIA192",
        "CAMELLIA256"
      })
  void encrypted_with_every_cipher(String cipher) throws Exception {
    byte[] sealed = symmetric("--cipher-algo", cipher, "--force-mdc", "--s2k-count", "65536");

    assertThat(GpgHome.open(openingWith("secret"), sealed)).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1", "SHA224", "SHA256", "SHA384", "SHA512"})
  void with_a_key_from_the_passphrase_by_every_hash(String hash) throws Exception {
    for (String mode : new String[] {"0", "1", "3"}) {
      byte[] sealed = symmetric("--s2k-digest-algo", hash, "--s2k-mode", mode);

      assertThat(GpgHome.open(openingWith("secret"), sealed)).isEqualTo(CONTENT);
    }
  }

  @Test
  void to_several_recipients_some_of_them_hidden() throws Exception {
    for (String key : new String[] {"rsa", "ecc-enc", "gpg24"}) {
      gpg.importKey(TestKeys.resource("keys/" + key + ".pub.asc"));
    }
    byte[] sealed =
        gpg.run(
            CONTENT,
            "--hidden-recipient",
            TestKeys.rsa().fingerprint(),
            "--recipient",
            TestKeys.ecc().fingerprint(),
            "--hidden-recipient",
            TestKeys.gpg24().fingerprint(),
            "--encrypt");

    for (OpenPgpKey key : List.of(TestKeys.rsa(), TestKeys.ecc(), TestKeys.gpg24())) {
      assertThat(GpgHome.open(opening(key), sealed)).isEqualTo(CONTENT);
    }
    assertRefused(opening(TestKeys.signer()), sealed, Reason.NO_KEY, "a hidden key");
  }

  @Test
  void to_a_passphrase_and_to_keys_at_once() throws Exception {
    gpg.importKey(TestKeys.resource("keys/ecc-enc.pub.asc"));
    byte[] sealed = symmetric("--recipient", TestKeys.ecc().fingerprint(), "--encrypt");

    assertThat(GpgHome.open(opening(TestKeys.ecc()), sealed)).isEqualTo(CONTENT);
    assertThat(GpgHome.open(openingWith("secret"), sealed)).isEqualTo(CONTENT);
    assertRefused(
        openingWith("sesame"), sealed, Reason.WRONG_PASSPHRASE, "passphrase does not open");
    assertRefused(opening(TestKeys.rsa()), sealed, Reason.NO_KEY, "none of the secret keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa2048", "default"})
  void with_a_secret_key_that_a_passphrase_protects(String algorithm) throws Exception {
    String passphrase = "päss phrase";
    String fingerprint = gpg.generate(passphrase, "locked@test.invalid", algorithm, "default");
    if (algorithm.equals("rsa2048")) {
      gpg.addSubkey(fingerprint, passphrase, "rsa2048", "encr");
    }
    OpenPgpKey locked = gpg.exportedSecret("locked@test.invalid", passphrase);
    byte[] sealed = gpg.run(CONTENT, "--recipient", fingerprint, "--encrypt");

    var keys = OpenPgpKeys.of(List.of(locked));
    Envelope right =
        OpenPgpEnvelope.with(pool)
            .keyring(keys)
            .passphrase(Passphrase.of("another"))
            .passphrase(Passphrase.of(passphrase))
            .build();
    Envelope wrong =
        OpenPgpEnvelope.with(pool).keyring(keys).passphrase(Passphrase.of("x")).build();
    assertThat(GpgHome.open(right, sealed)).isEqualTo(CONTENT);
    assertRefused(wrong, sealed, Reason.WRONG_PASSPHRASE, "does not unlock the secret key 0x");
    assertRefused(opening(locked), sealed, Reason.WRONG_PASSPHRASE, "does not unlock");

    assertThatThrownBy(() -> OpenPgpEnvelope.with(pool).signer(locked, Passphrase.of("x")).build())
        .hasMessageContaining("does not unlock the secret key " + fingerprint);
  }

  @Test
  void signed_by_a_subkey_and_either_name_of_the_signer_is_accepted() throws Exception {
    String primary = gpg.generate("", "signer@test.invalid", "ed25519", "cert");
    String subkey = gpg.addSubkey(primary, "", "ed25519", "sign");
    String encryption = gpg.addSubkey(primary, "", "cv25519", "encr");
    byte[] sealed = gpg.run(CONTENT, "--sign", "--recipient", primary, "--encrypt");
    OpenPgpKey key = gpg.exportedSecret(primary, "");

    for (String name :
        new String[] {
          primary, subkey, "0x" + primary.substring(24), subkey.substring(32), encryption
        }) {
      assertThat(GpgHome.open(expecting(name, key), sealed)).isEqualTo(CONTENT);
    }
    assertRefused(
        expecting(TestKeys.rsa().fingerprint(), key, TestKeys.rsa()),
        sealed,
        Reason.WRONG_SIGNER,
        "is signed by key " + KeyName.ofId(Long.parseUnsignedLong(subkey.substring(24), 16)));
  }

  @Test
  void unsigned_though_a_signature_was_asked_for() throws Exception {
    gpg.importKey(TestKeys.resource("keys/ecc-enc.pub.asc"));
    byte[] sealed = gpg.run(CONTENT, "--recipient", TestKeys.ecc().fingerprint(), "--encrypt");

    assertRefused(
        expecting(TestKeys.rsa().fingerprint(), TestKeys.ecc(), TestKeys.rsa()),
        sealed,
        Reason.NOT_SIGNED,
        "is not signed");
  }

  @Test
  void without_any_integrity_code_it_is_refused() throws Exception {
    // gpg 2.2 has no option left to write it; the ciphertext alone tells by its kind.
    byte[] sealed = symmetric("--rfc2440", "--disable-mdc", "--cipher-algo", "3DES");
    byte[] old = sealed.clone();
    int packet = 0;
    while ((old[packet] & 0xff) != 0xd2) {
      packet++;
    }
    old[packet] = (byte) 0xc9;

    assertRefused(openingWith("secret"), old, Reason.UNSUPPORTED, "has no integrity code");
  }

  @Test
  void what_is_not_encrypted_at_all_is_refused() throws Exception {
    byte[] stored = gpg.run(CONTENT, "--store");

    assertRefused(
        openingWith("secret"), stored, Reason.DAMAGED, "not an encrypted OpenPGP message");
  }

  private Envelope opening(OpenPgpKey key) throws IOException {
    return OpenPgpEnvelope.with(pool).keyring(OpenPgpKeys.of(List.of(key))).build();
  }

  private Envelope openingWith(String passphrase) throws IOException {
    return OpenPgpEnvelope.with(pool).passphrase(Passphrase.of(passphrase)).build();
  }

  private Envelope expecting(String signer, OpenPgpKey... keys) throws IOException {
    return OpenPgpEnvelope.with(pool)
        .keyring(OpenPgpKeys.of(List.of(keys)))
        .expectedSigner(signer)
        .build();
  }

  private byte[] symmetric(String... options) throws IOException {
    Path passphrase = Files.write(folder.resolve("passphrase"), "secret\n".getBytes(UTF_8));
    var all =
        new java.util.ArrayList<>(
            List.of("--pinentry-mode", "loopback", "--passphrase-file", passphrase.toString()));
    all.addAll(List.of(options));
    all.add("--symmetric");
    return gpg.run(CONTENT, all.toArray(String[]::new));
  }

  private static void assertRefused(Envelope envelope, byte[] sealed, Reason reason, String words) {
    assertThatThrownBy(() -> GpgHome.open(envelope, sealed))
        .isInstanceOfSatisfying(
            EnvelopeException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(words);
  }
}

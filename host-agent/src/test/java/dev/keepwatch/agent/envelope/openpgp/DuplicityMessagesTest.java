package dev.keepwatch.agent.envelope.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that duplicity 0.8.22 with gpg 2.2 wrote, and 3.0.4 with gpg 2.4.
class DuplicityMessagesTest {
  private static final Passphrase PASSPHRASE = Passphrase.of("fixture-passphrase");

  private final DeflatePool pool = new DeflatePool(1);

  @AfterEach
  void close_the_pool() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sym",
        "rsa-encsign",
        "ecc-sepsign",
        "mini-hidden-rsa",
        "mini-sym-sign",
        "mini-dup3-gpg24"
      })
  void every_file_opens_to_its_end(String variant) throws Exception {
    Envelope envelope =
        OpenPgpEnvelope.with(pool).keyring(TestKeys.all()).passphrase(PASSPHRASE).build();
    List<Path> files = files(variant);
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] content = open(envelope, Files.readAllBytes(file));
      if (file.toString().contains(".manifest.")) {
        assertThat(new String(content, StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .startsWith("Hostname fixture-host\nLocaldir /srv/work/src\n");
      } else {
        assertThat(new String(content, 257, 5, StandardCharsets.US_ASCII))
            .as("%s", file)
            .isEqualTo("ustar");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-encsign, rsa",
    "ecc-sepsign, ecc-sign",
    "mini-sym-sign, ecc-sign",
    "mini-dup3-gpg24, gpg24"
  })
  void the_signer_is_recognised_and_no_other_one_believed(String variant, String signer)
      throws Exception {
    String right = TestKeys.secret(signer).fingerprint();
    String wrong = TestKeys.secret(signer.equals("rsa") ? "ecc-sign" : "rsa").fingerprint();
    byte[] sealed = Files.readAllBytes(files(variant).getLast());
    String shortName = right.substring(32).toLowerCase(Locale.ROOT);
    for (String name : List.of(right, "0x" + right.substring(24), shortName)) {
      assertThat(open(expecting(name), sealed)).as(name).isNotEmpty();
    }
    assertThatThrownBy(() -> open(expecting(wrong), sealed))
        .isInstanceOfSatisfying(
            EnvelopeException.class,
            e -> assertThat(e.reason()).isEqualTo(EnvelopeException.Reason.WRONG_SIGNER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sym", "mini-hidden-rsa"})
  void a_missing_signature_is_noticed_where_one_is_asked_for(String variant) throws Exception {
    byte[] sealed = Files.readAllBytes(files(variant).getFirst());
    assertThatThrownBy(() -> open(expecting(TestKeys.rsa().fingerprint()), sealed))
        .isInstanceOfSatisfying(
            EnvelopeException.class,
            e -> assertThat(e.reason()).isEqualTo(EnvelopeException.Reason.NOT_SIGNED));
  }

  @Test
  void the_authenticated_form_of_newer_gnupg_is_read() throws Exception {
    byte[] sealed = TestKeys.resource("keys/sample-ocb-tag20.passphrase-x.gpg");
    Envelope right = OpenPgpEnvelope.with(pool).passphrase(Passphrase.of("x")).build();
    Envelope wrong = OpenPgpEnvelope.with(pool).passphrase(Passphrase.of("y")).build();

    assertThat(open(right, sealed)).asString().isEqualTo("hi\n");
    assertThatThrownBy(() -> open(wrong, sealed))
        .isInstanceOfSatisfying(
            EnvelopeException.class,
            e -> assertThat(e.reason()).isEqualTo(EnvelopeException.Reason.WRONG_PASSPHRASE));
  }

  @Test
  void the_authenticated_form_notices_every_flipped_bit_and_every_cut() throws Exception {
    byte[] sealed = TestKeys.resource("keys/sample-ocb-tag20.passphrase-x.gpg");
    Envelope envelope = OpenPgpEnvelope.with(pool).passphrase(Passphrase.of("x")).build();
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> open(envelope, cut)).isInstanceOf(EnvelopeException.class);
    }
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> open(envelope, flipped))
          .as("bit %s", bit)
          .isInstanceOf(EnvelopeException.class);
    }
  }

  private Envelope expecting(String signer) throws IOException {
    return OpenPgpEnvelope.with(pool)
        .keyring(TestKeys.all())
        .passphrase(PASSPHRASE)
        .expectedSigner(signer)
        .build();
  }

  private static List<Path> files(String variant) throws IOException, URISyntaxException {
    var folder =
        Objects.requireNonNull(
            DuplicityMessagesTest.class.getResource("/envelope/messages/" + variant));
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList();
    }
  }

  private static byte[] open(Envelope envelope, byte[] sealed) throws IOException {
    try (InputStream in = envelope.open(new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    }
  }
}

package dev.keepwatch.agent.envelope.openpgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.SampleData;
import dev.keepwatch.agent.envelope.openpgp.KeyGenerator.GeneratedKey;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyGeneratorTest {
  private static final String OWNER = "Keepwatch wéb01 <root@web01.invalid>";
  private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678Z");

  private final DeflatePool pool = new DeflatePool(1);
  private final GpgHome gpg = new GpgHome();

  @TempDir private Path folder = Path.of("set by JUnit");

  @AfterEach
  void clean_up() {
    pool.close();
    gpg.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "päss phrase"})
  void gpg_imports_the_key_and_opens_what_is_sealed_to_it_and_signed_by_it(String passphrase)
      throws Exception {
    GeneratedKey key = generate(passphrase);
    gpg.importKey(key.secretText().getBytes(US_ASCII));
    byte[] content = SampleData.text(1, 10_000);
    var sealed = new ByteArrayOutputStream();
    OpenPgpKey secret = parsed(key.secretText());
    try (OutputStream out =
        OpenPgpEnvelope.with(pool)
            .recipient(parsed(key.publicText()))
            .signer(secret, Passphrase.of(passphrase))
            .build()
            .seal(sealed)) {
      out.write(content);
    }

    Path secretFile = Files.writeString(folder.resolve("passphrase"), passphrase + "\n");
    Path status = folder.resolve("status");
    byte[] opened =
        gpg.run(
            sealed.toByteArray(),
            "--pinentry-mode",
            "loopback",
            "--passphrase-file",
            secretFile.toString(),
            "--status-file",
            status.toString(),
            "--decrypt");
    assertThat(opened).isEqualTo(content);
    assertThat(Files.readString(status))
        .contains("GOODSIG " + key.key().fingerprint().substring(24))
        .doesNotContain("EXPKEYSIG");
  }

  @Test
  void gpg_seals_to_it_and_we_open() throws Exception {
    GeneratedKey key = generate("");
    gpg.importKey(key.publicText().getBytes(US_ASCII));
    byte[] content = SampleData.mixed(2, 100_000);
    byte[] sealed = gpg.run(content, "--recipient", "root@web01.invalid", "--encrypt");

    var opening = OpenPgpEnvelope.with(pool).keyring(OpenPgpKeys.of(List.of(key.key()))).build();
    assertThat(GpgHome.open(opening, sealed)).isEqualTo(content);
  }

  @Test
  void gpg_sees_its_owner_its_time_and_what_its_parts_are_for() {
    GeneratedKey key = generate("");
    gpg.importKey(key.publicText().getBytes(US_ASCII));

    String listing = gpg.text("--with-colons", "--list-keys", "root@web01.invalid");
    long created = CREATED.getEpochSecond();
    assertThat(listing)
        .containsPattern("pub:-:255:22:[0-9A-F]{16}:" + created + ":::-:::scESC:")
        .containsPattern("sub:-:255:18:[0-9A-F]{16}:" + created + "::::::e:")
        .contains("Keepwatch wéb01 <root@web01.invalid>".replace(":", "\\x3a"));
    assertThat(gpg.outcome(new byte[0], "--check-sigs", "root@web01.invalid").errors())
        .doesNotContain("bad");
  }

  @Test
  void the_public_text_holds_no_secret() throws Exception {
    GeneratedKey key = generate("");

    assertThat(parsed(key.publicText()).hasSecret()).isFalse();
    assertThat(parsed(key.secretText()).hasSecret()).isTrue();
    assertThat(parsed(key.publicText()).userIds()).containsExactly(OWNER);
    assertThat(key.toString()).doesNotContain("PRIVATE");
  }

  private static GeneratedKey generate(String passphrase) {
    return new KeyGenerator(new SecureRandom()).generate(OWNER, Passphrase.of(passphrase), CREATED);
  }

  private static OpenPgpKey parsed(String text) throws Exception {
    return KeyFile.parse(text.getBytes(UTF_8), "text").all().getFirst();
  }
}

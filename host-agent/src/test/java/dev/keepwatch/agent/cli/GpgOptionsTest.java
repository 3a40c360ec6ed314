package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.envelope.openpgp.Compression;
import dev.keepwatch.agent.envelope.openpgp.SymmetricAlgorithm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpgOptionsTest {

  private static GpgOptions parse(String... texts) throws UsageException {
    return GpgOptions.parse(List.of(texts));
  }

  @ParameterizedTest
  @CsvSource({
    "--compress-algo=bzip2, BZIP2",
    "--compress-algo ZIP, ZIP",
    "--compression-algo zlib, ZLIB",
    "--compress-algo none, NONE",
    "--compress-algo=uncompressed, NONE",
    "--compress-algo 3, BZIP2",
    "-z 0, NONE",
    "--compress-level=0, NONE"
  })
  void the_compression_is_the_one_that_was_asked_for(String text, Compression compression)
      throws Exception {
    assertThat(parse(text).form().compression()).contains(compression);
  }

  @ParameterizedTest
  @CsvSource({
    "--cipher-algo AES, AES128",
    "--cipher-algo=aes192, AES192",
    "--cipher-algo AES256, AES256",
    "--cipher-algo TWOFISH, TWOFISH",
    "--cipher-algo camellia256, CAMELLIA256"
  })
  void the_cipher_is_the_one_that_was_asked_for(String text, SymmetricAlgorithm cipher)
      throws Exception {
    assertThat(parse(text).form().cipher()).isEqualTo(cipher);
  }

  @Test
  void levels_are_those_of_gpg() throws Exception {
    assertThat(parse("-z9").level()).contains(9);
    assertThat(parse("-z9").form().bzip2Level()).isEqualTo(9);
    assertThat(parse("--compress-level 1").level()).contains(1);
    assertThat(parse("--bzip2-compress-level=2", "--compress-level -1").form().bzip2Level())
        .isEqualTo(2);
    assertThat(parse("--compress-level -1").level()).isEmpty();
  }

  @Test
  void words_are_quoted_as_for_a_shell() throws Exception {
    assertThat(parse("--homedir '/a b/c' --batch").home()).isEqualTo("/a b/c");
    assertThat(parse("--homedir=\"/a \\\"b\"").home()).isEqualTo("/a \"b");
    assertThat(parse("--homedir /a\\ b").home()).isEqualTo("/a b");
    assertThat(parse("", "  ")).isEqualTo(GpgOptions.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--frobnicate | --frobnicate is not supported, since no gpg runs; take it out",
        "--recipient X | --recipient is not supported, since no gpg runs; use --encrypt-key",
        "--disable-mdc | --disable-mdc is not supported, since no gpg runs; take it out",
        "--compress-algo rar | --compress-algo is none, zip, zlib or bzip2, not 'rar'",
        "--compress-level=10 | --compress-level is a number from 0 to 9, not '10'",
        "--cipher-algo | --cipher-algo needs a value",
        "--homedir '/a | the quote in --homedir '/a is not closed"
      })
  void what_would_be_missed_or_makes_no_sense_is_refused(String text, String complaint) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessage("--gpg-options: " + complaint);
  }

  @Test
  void a_cipher_with_short_blocks_is_not_written() {
    assertThatThrownBy(() -> parse("--cipher-algo 3DES"))
        .hasMessageStartingWith("--gpg-options: --cipher-algo is one of [AES128, ");
  }
}

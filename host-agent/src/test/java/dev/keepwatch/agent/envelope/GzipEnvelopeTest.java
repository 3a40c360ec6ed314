package dev.keepwatch.agent.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipEnvelopeTest extends ProtectiveEnvelopeContract {
  @Override
  protected Envelope newEnvelope() {
    return new GzipEnvelope(pool);
  }

  @Test
  void the_header_tells_no_name_no_time_and_an_unknown_system() throws IOException {
    assertThat(HexFormat.of().formatHex(seal(new byte[0])))
        .isEqualTo("1f8b08000000000000ff" + "0300" + "0000000000000000");
  }

  @Test
  void members_that_follow_one_another_are_read_as_one() throws IOException {
    byte[] members =
        concat(
            seal("one ".getBytes(US_ASCII)), seal(new byte[0]), jdkGzip("two".getBytes(US_ASCII)));

    assertThat(open(members)).asString().isEqualTo("one two");
  }

  @Test
  void a_header_with_all_its_optional_fields_is_understood() throws IOException {
    byte[] plain = seal("content".getBytes(US_ASCII));
    byte[] header =
        HexFormat.of()
            .parseHex("1f8b08" + "1e" + "6553f100" + "0203" + "0300616263" + "6e00" + "636300");
    var crc = new java.util.zip.CRC32();
    crc.update(header);
    byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    byte[] body = java.util.Arrays.copyOfRange(plain, 10, plain.length);

    assertThat(open(concat(header, checksum, body))).asString().isEqualTo("content");
    checksum[0]++;
    assertThatThrownBy(() -> open(concat(header, checksum, body)))
        .hasMessageContaining("checksum of its header");
  }

  @Test
  void what_gzip_packs_is_opened_whatever_its_level() throws IOException {
    OutsideProgram gzip = OutsideProgram.required("gzip");
    byte[] content = SampleData.mixed(2, 1_500_000);
    for (String level : new String[] {"-1", "-6", "-9"}) {
      byte[] packed = gzip.runWithInput(content, level, "-c").succeeded().output();

      assertThat(open(packed)).isEqualTo(content);
    }
  }

  @Test
  void gzip_unpacks_what_was_sealed() throws IOException {
    OutsideProgram gzip = OutsideProgram.required("gzip");
    for (int size : new int[] {0, 1, 131_072, 3_000_000}) {
      byte[] content = SampleData.mixed(3, size);

      assertThat(gzip.runWithInput(seal(content), "-dc").succeeded().output()).isEqualTo(content);
    }
  }

  @Test
  void the_reason_and_the_words_of_damage() {
    assertThatThrownBy(() -> open("not gzip".getBytes(US_ASCII)))
        .isInstanceOfSatisfying(
            EnvelopeException.class,
            e -> assertThat(e.reason()).isEqualTo(EnvelopeException.Reason.DAMAGED))
        .hasMessage("the gzip file is damaged: it does not begin as gzip; use another copy of it");
  }

  private static byte[] jdkGzip(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}

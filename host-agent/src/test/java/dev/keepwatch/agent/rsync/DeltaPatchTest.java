package dev.keepwatch.agent.rsync;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaPatchTest {
  private static final byte[] BASIS = "0123456789".getBytes(US_ASCII);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "01 61, a",
    "03 61 62 63, abc",
    "41 02 61 62, ab",
    "42 00 02 61 62, ab",
    "43 00 00 00 02 61 62, ab",
    "44 00 00 00 00 00 00 00 02 61 62, ab",
    "45 00 0a, 0123456789",
    "45 09 01, 9",
    "46 02 00 03, 234",
    "47 02 00 00 00 03, 234",
    "48 02 00 00 00 00 00 00 00 03, 234",
    "49 00 02 03, 234",
    "4a 00 02 00 03, 234",
    "4f 00 00 00 02 00 00 00 03, 234",
    "54 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 03, 234",
    "45 05 05 01 2d 45 00 05, 56789-01234",
  })
  void every_command_is_understood(String commands, String expected) throws IOException {
    assertThat(patch("72 73 02 36 " + commands + " 00")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', cut",
    "72 73 02, cut",
    "72 73 02 37 00, begins with 72730237",
    "72 73 01 36 00, begins with 72730136",
    "72 73 02 36, cut",
    "72 73 02 36 03 61 62, cut",
    "72 73 02 36 01 61, cut",
    "72 73 02 36 41, cut",
    "72 73 02 36 42 00, cut",
    "72 73 02 36 44 00 00 00 00 00 00 00, cut",
    "72 73 02 36 45 00, cut",
    "72 73 02 36 45, cut",
    "72 73 02 36 00 00, goes on after its end",
    "72 73 02 36 00 01 61 00, goes on after its end",
    "72 73 02 36 55 00, unknown command 55",
    "72 73 02 36 80 00, unknown command 80",
    "72 73 02 36 ff 00, unknown command ff",
    "72 73 02 36 41 00 00, command for 0 bytes",
    "72 73 02 36 42 00 00 00, command for 0 bytes",
    "72 73 02 36 44 ff ff ff ff ff ff ff ff 00, command for 18446744073709551615 bytes",
    "72 73 02 36 44 80 00 00 00 00 00 00 00 00, command for 9223372036854775808 bytes",
    "72 73 02 36 45 00 00 00, command for 0 bytes",
    "72 73 02 36 45 0a 00 00, command for 0 bytes",
    "72 73 02 36 45 00 0b 00, copies 11 bytes from 0 on",
    "72 73 02 36 45 0a 01 00, copies 1 bytes from 10 on",
    "72 73 02 36 45 0b 01 00, copies 1 bytes from 11 on",
    "72 73 02 36 51 80 00 00 00 00 00 00 00 01 00, copies 1 bytes from 9223372036854775808 on",
    "72 73 02 36 51 7f ff ff ff ff ff ff ff 01 00, copies 1 bytes from 9223372036854775807 on",
    "72 73 02 36 48 01 7f ff ff ff ff ff ff ff 00, copies 9223372036854775807 bytes from 1 on",
    "72 73 02 36 48 01 ff ff ff ff ff ff ff ff 00, copies 18446744073709551615 bytes from 1 on",
    "72 73 02 36 43 7f ff ff ff 61 62, makes more than",
    "72 73 02 36 44 7f ff ff ff ff ff ff ff 61, makes more than",
  })
  void a_delta_that_is_not_sound_is_refused_with_hardly_any_memory(String delta, String message)
      throws Exception {
    long heap =
        HeapUse.of(() ->
            assertThatThrownBy(() -> patch(delta))
                .isInstanceOf(DeltaFormatException.class)
                .hasMessageContaining(message));

    assertThat(heap).isLessThan(2 << 20);
  }

  @Test
  void a_literal_that_claims_too_much_is_read_to_its_end_without_holding_it() throws Exception {
    byte[] delta = HexFormat.of().parseHex("7273023644" + "0000000100000000" + "6162");

    long heap =
        HeapUse.of(() ->
            assertThatThrownBy(() -> Rsync.patch(folder, BASIS, delta, Rsync.NO_LIMIT))
                .isInstanceOf(DeltaFormatException.class)
                .hasMessageContaining("cut"));

    assertThat(heap).isLessThan(2 << 20);
  }

  @Test
  void the_result_may_be_as_long_as_allowed_but_no_longer() throws IOException {
    byte[] delta = HexFormat.ofDelimiter(" ").parseHex("72 73 02 36 45 00 0a 02 61 62 00");

    assertThat(Rsync.patch(folder, BASIS, delta, 12)).hasSize(12);
    for (int limitBytes = 0; limitBytes < 12; limitBytes++) {
      int tooFew = limitBytes;
      assertThatThrownBy(() -> Rsync.patch(folder, BASIS, delta, tooFew))
          .isInstanceOf(DeltaFormatException.class)
          .hasMessageContaining("more than the " + tooFew + " bytes");
    }
  }

  @Test
  void a_bomb_writes_no_more_than_allowed() throws IOException {
    var bomb = new ByteArrayOutputStream();
    bomb.writeBytes(HexFormat.of().parseHex("72730236"));
    for (int i = 0; i < 1000; i++) {
      bomb.writeBytes(HexFormat.of().parseHex("45000a"));
    }
    Path file = Files.write(folder.resolve("basis"), BASIS);
    var result = new ByteArrayOutputStream();
    try (FileChannel basis = FileChannel.open(file)) {
      InputStream delta = new ByteArrayInputStream(bomb.toByteArray());
      assertThatThrownBy(() -> DeltaPatch.apply(basis, delta, result, 105))
          .isInstanceOf(DeltaFormatException.class);
    }

    assertThat(result.size()).isEqualTo(100);
  }

  @Test
  void a_basis_beyond_four_gigabytes_is_read_at_the_right_place() throws IOException {
    long far = (1L << 32) + 5;
    Path file = folder.resolve("sparse");
    try (FileChannel basis =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      basis.write(ByteBuffer.wrap(BASIS), far);
      var delta = new ByteArrayOutputStream();
      var commands = new DeltaCommands(delta);
      commands.copy(far, 4);
      commands.copy(far + 6, 4);
      commands.end();
      var result = new ByteArrayOutputStream();
      DeltaPatch.apply(basis, new ByteArrayInputStream(delta.toByteArray()), result, 8);

      assertThat(result.toString(US_ASCII)).isEqualTo("01236789");
    }
  }

  @Test
  void a_basis_that_shrinks_meanwhile_is_no_format_error() throws IOException {
    Path file = Files.write(folder.resolve("basis"), new byte[100_000]);
    byte[] delta = HexFormat.of().parseHex("7273023647" + "00" + "000186a0" + "00");
    try (FileChannel basis =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      var truncating =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              basis.truncate(0);
            }
          };
      assertThatThrownBy(() ->
              DeltaPatch.apply(basis, new ByteArrayInputStream(delta), truncating, Rsync.NO_LIMIT))
          .isInstanceOf(EOFException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.8.22", "3.0.4"})
  void duplicitys_own_delta_gives_the_next_state(String version) throws IOException {
    byte[] delta = DuplicityGolden.resource("T2-grow.txt." + version + ".delta");
    byte[] newer = DuplicityGolden.source("T2-grow.txt");

    assertThat(Rsync.patch(folder, DuplicityGolden.source("T1-grow.txt"), delta, newer.length))
        .isEqualTo(newer);
  }

  private String patch(String delta) throws IOException {
    byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(delta.strip().replaceAll(" +", " "));
    return new String(Rsync.patch(folder, BASIS, bytes, 1000), US_ASCII);
  }
}

package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaCommandsTest {
  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private final DeltaCommands commands = new DeltaCommands(sink);

  @ParameterizedTest
  @CsvSource({
    "0, 1, 45 00 01",
    "255, 255, 45 ff ff",
    "256, 255, 49 01 00 ff",
    "255, 256, 46 ff 01 00",
    "65535, 65535, 4a ff ff ff ff",
    "65536, 65536, 4f 00 01 00 00 00 01 00 00",
    "4294967295, 4294967295, 4f ff ff ff ff ff ff ff ff",
    "4294967296, 7, 51 00 00 00 01 00 00 00 00 07",
    "9, 4294967296, 48 09 00 00 00 01 00 00 00 00",
  })
  void a_copys_numbers_are_as_short_as_they_can_be(long offset, long length, String expected)
      throws IOException {
    commands.copy(offset, length);
    commands.end();

    assertThat(hex()).isEqualTo("72 73 02 36 " + expected + " 00");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 01",
    "64, 40",
    "65, 41 41",
    "255, 41 ff",
    "256, 42 01 00",
    "32768, 42 80 00",
  })
  void a_literals_length_is_as_short_as_it_can_be(int length, String expected) throws IOException {
    commands.literal(new byte[length], 0, length);
    commands.end();

    assertThat(hex())
        .startsWith("72 73 02 36 " + expected + " 00")
        .hasSize(3 * (sink.size() - 1) + 2);
    assertThat(sink.size()).isEqualTo(4 + (expected.length() + 1) / 3 + length + 1);
  }

  @Test
  void every_copy_is_read_as_it_was_written() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int offsetBits = 0; offsetBits < 62; offsetBits += 3) {
      for (int lengthBits = 0; lengthBits < 62; lengthBits += 3) {
        long offset = (1L << offsetBits) - 1;
        long length = (1L << lengthBits) + 1;
        commands.copy(offset, length);
        expected.add("copy " + offset + "+" + length);
      }
    }
    commands.end();

    assertThat(DeltaListing.of(sink.toByteArray()).commands()).isEqualTo(expected);
  }

  @Test
  void adjacent_copies_become_one_and_others_do_not() throws IOException {
    commands.copy(0, 10);
    commands.copy(10, 5);
    commands.copy(20, 5);
    commands.copy(20, 5);
    commands.literal(new byte[3], 0, 0);
    commands.copy(25, 5);
    commands.literal(new byte[3], 0, 3);
    commands.copy(30, 5);
    commands.end();

    assertThat(DeltaListing.of(sink.toByteArray()).commands())
        .containsExactly("copy 0+15", "copy 20+5", "copy 20+10", "literal 3", "copy 30+5");
  }

  @Test
  void a_long_literal_is_cut_into_pieces() throws IOException {
    commands.literal(new byte[100_010], 10, 100_000);
    commands.end();

    assertThat(DeltaListing.of(sink.toByteArray()).commands())
        .containsExactly("literal 32768", "literal 32768", "literal 32768", "literal 1696");
  }

  private String hex() {
    return HexFormat.ofDelimiter(" ").formatHex(sink.toByteArray());
  }
}

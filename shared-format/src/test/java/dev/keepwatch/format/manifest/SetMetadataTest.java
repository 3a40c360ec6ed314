package dev.keepwatch.format.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SetMetadataTest {

  private static final SetMetadata WHOLE =
      new SetMetadata(
          OptionalLong.of(3),
          OptionalLong.of(600_000_000),
          OptionalLong.of(12_000),
          OptionalLong.of(0));

  @Test
  void it_is_written_for_everybody_to_read() {
    assertThat(WHOLE.entries("1.2.3"))
        .containsOnly(
            Map.entry("keepwatch-volumes", "3"),
            Map.entry("keepwatch-bytes", "600000000"),
            Map.entry("keepwatch-files", "12000"),
            Map.entry("keepwatch-errors", "0"),
            Map.entry("keepwatch-version", "1.2.3"));
  }

  @Test
  void it_is_read_back() {
    assertThat(SetMetadata.of(WHOLE.entries("1"))).isEqualTo(WHOLE);
    var less = SetMetadata.ofVolumes(7);
    assertThat(SetMetadata.of(less.entries("1"))).isEqualTo(less);
  }

  @Test
  void what_makes_no_sense_is_not_there() {
    var read =
        SetMetadata.of(
            Map.of("keepwatch-volumes", "-1", "keepwatch-bytes", "9".repeat(30), "other", "1"));

    assertThat(read.volumes()).isEmpty();
    assertThat(read.bytes()).isEmpty();
    assertThat(read.files()).isEmpty();
  }
}

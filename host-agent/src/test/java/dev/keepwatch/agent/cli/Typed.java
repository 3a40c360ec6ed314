package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;

/// A line that somebody types, its words parted by single spaces.
final class Typed {

  private Typed() {}

  static Invocation read(String line) throws UsageException {
    return ArgumentReader.read(line.isEmpty() ? List.of() : Arrays.asList(line.split(" ")));
  }

  static void assertRefused(String line, String complaint) {
    assertThatThrownBy(() -> read(line))
        .as(line)
        .isInstanceOf(UsageException.class)
        .hasMessage(complaint);
  }
}

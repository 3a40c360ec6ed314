package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The real duplicity, as it is installed on this machine.
///
/// @param work where its cache and home are
record Duplicity(Path work) {

  /// Skips the test where duplicity is not installed; in continuous integration that is a failure.
  static Duplicity required(Path work) {
    boolean installed =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "duplicity")));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(installed).as("duplicity is installed").isTrue();
    }
    assumeTrue(installed, "duplicity is not installed");
    return new Duplicity(work);
  }

  /// Backs up without encryption.
  ///
  /// @param epochSecond when it thinks it is
  void backUp(String verb, long epochSecond, Path source, Path target)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("duplicity", verb, "--no-encryption"));
    command.addAll(List.of("--current-time", Long.toString(epochSecond)));
    command.addAll(List.of("--archive-dir", work.resolve("cache").toString()));
    command.addAll(List.of(source.toString(), "file://" + target));
    var log = work.resolve("duplicity.log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("HOME", work.toString());
    assertThat(builder.start().waitFor()).as(() -> readLog(log)).isZero();
  }

  private static String readLog(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }
}

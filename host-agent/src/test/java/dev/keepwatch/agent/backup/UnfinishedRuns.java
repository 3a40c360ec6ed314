package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.WatchedRuns;
import dev.keepwatch.format.naming.BackupTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/// A source whose backups break off in the midst of a large file.
abstract class UnfinishedRuns extends WatchedRuns {

  static final BackupTime T0 = BackupTime.at(Bench.T0);

  @BeforeEach
  void grow() throws IOException {
    source.file("a", "a").random("big", 900_000).file("d/b", "two").random("d/c", 200_000);
  }

  void assertNothingLeft() {
    assertThat(temporary()).isEmptyDirectory();
    assertThat(unfinished()).doesNotExist();
  }

  void assertContinued() {
    assertThat(bench.heard)
        .anyMatch(line ->
            line.startsWith(
                "notice: The full 20231114T221320Z that was interrupted" + " is continued"));
  }

  void assertGivenUp(String why) {
    assertThat(bench.heard)
        .anyMatch(line ->
            line.startsWith("warning: The backup that was interrupted is not" + " continued: ")
                && line.contains(why));
  }

  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path place = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(place);
        } else {
          Files.copy(file, place);
        }
      }
    }
  }
}

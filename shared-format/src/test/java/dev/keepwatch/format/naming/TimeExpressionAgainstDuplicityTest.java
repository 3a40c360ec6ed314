package dev.keepwatch.format.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.fixtures.Duplicity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asks the real duplicity whether a backup just before, and one at the moment that an expression
/// means, is older than the expression.
class TimeExpressionAgainstDuplicityTest {

  private static final String ZONE = "America/New_York";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1600000000",
        "20230701T000000Z",
        "2023-07-01T12:00:00",
        "2023-12-01T12:00:00",
        "2023-07-01T12:00:00+05:30",
        "2023-07-01T12:00:00-07:00",
        "2023-07-01T12:00:00Z",
        "2023-07-01",
        "2023-1-2",
        "2023/07/01",
        "7/1/2023",
        "07-01-2023",
        "20230701Z",
        "20230101Z",
        "20230701",
      })
  void duplicity_understands_the_same_second(String expression) throws Exception {
    var moment = resolve(expression);

    assertThat(isOlder(moment.minusSeconds(1), expression)).isTrue();
    assertThat(isOlder(moment, expression)).isFalse();
  }

  /// Duplicity counts back from its own clock, so a day of tolerance tells the units apart.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "864000s",
        "14400m",
        "240h",
        "10D",
        "3W",
        "2M",
        "2Y",
        "1M2D",
        "1Y2M3W4D5h6m7s",
        "now",
      })
  void duplicity_counts_intervals_in_the_same_units(String expression) throws Exception {
    var moment = resolve(expression);

    assertThat(isOlder(moment.minus(Duration.ofDays(1)), expression)).isTrue();
    assertThat(isOlder(moment.plus(Duration.ofDays(1)), expression)).isFalse();
  }

  private static Instant resolve(String expression) {
    return new TimeExpression(Instant.now(), ZoneId.of(ZONE)).resolve(expression);
  }

  private boolean isOlder(Instant backup, String expression) throws Exception {
    var files = new ArrayList<>(full(backup));
    files.addAll(full(Instant.parse("2096-01-01T00:00:00Z")));
    var lines = Duplicity.orSkip(directory, ZONE).over(files, "remove-older-than", expression);

    boolean none = lines.contains("No old backup sets found, nothing deleted.");
    boolean some = lines.contains("Found old backup chain at the following time:");
    assertThat(none).as(String.join("\n", lines)).isNotEqualTo(some);
    return some;
  }

  private static List<String> full(Instant time) {
    var set = new SetId.Full(BackupTime.at(time));
    return Stream.of(
            new ArchiveName.Volume(set, 1, Packaging.PLAIN),
            new ArchiveName.Manifest(set, Packaging.PLAIN),
            new ArchiveName.Signatures(set, Packaging.PLAIN))
        .map(NamingScheme.standard()::format)
        .toList();
  }
}

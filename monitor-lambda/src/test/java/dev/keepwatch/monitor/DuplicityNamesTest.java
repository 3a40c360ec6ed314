package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.catalog.Catalog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Listings of archives that duplicity itself wrote, sound ones in every kind of name, and damaged
/// ones. The consequence is what duplicity does with them (FORMAT.md §11), where that is honest.
class DuplicityNamesTest {

  private static final Instant NOW = Instant.parse("2023-11-16T00:00:00Z");

  private static SortedMap<String, Catalog> archives() throws IOException {
    var collector = new FolderCollector();
    Golden.resource("duplicity-names.txt")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(key -> collector.add(key, 1, Instant.parse("2023-11-15T12:00:00Z")));
    return collector.catalogs();
  }

  private static Verdict judge(Catalog catalog) {
    return new HealthCheck(Duration.ofDays(7)).judge(catalog, NOW);
  }

  private static Verdict damaged(String name) throws IOException {
    var catalog = archives().get("damaged/" + name);
    return judge(Objects.requireNonNull(catalog, name));
  }

  @Test
  void every_sound_archive_is_fresh_and_whole_at_its_last_point() throws IOException {
    Map<String, Verdict> verdicts =
        archives().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("targets/"))
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> judge(entry.getValue())));

    assertThat(verdicts).hasSize(13);
    assertThat(verdicts)
        .allSatisfy((name, verdict) -> {
          assertThat(verdict).isInstanceOf(Verdict.Fresh.class);
          assertThat(verdict.notes()).isEmpty();
          assertThat(verdict.newest().orElseThrow().time().toString())
              .isEqualTo("20231115T011320Z");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "missing-volume, NOTHING_TO_RESTORE",
    "missing-full-manifest, NOTHING_TO_RESTORE",
    "orphan-inc-no-full, NOTHING_TO_RESTORE",
    "two-manifests, NOTHING_TO_RESTORE",
    "missing-inc1-manifest, AT_RISK",
    "orphan-inc-gap, AT_RISK",
    "missing-full-signatures, AT_RISK",
    "missing-inc1-signatures, AT_RISK",
    "missing-last-signatures, AT_RISK",
  })
  void damage_that_names_show_is_found(String name, Consequence consequence) throws IOException {
    assertThat(damaged(name)).isInstanceOf(Verdict.Broken.class);
    assertThat(damaged(name).consequence()).isEqualTo(consequence);
  }

  @ParameterizedTest
  @CsvSource({"missing-inc1-manifest", "orphan-inc-gap"})
  void where_duplicity_silently_restores_older_data_the_older_point_is_told(String name)
      throws IOException {
    assertThat(damaged(name).newest().orElseThrow().time().toString())
        .isEqualTo("20231114T221320Z");
  }

  @ParameterizedTest
  @CsvSource({"base", "foreign-file", "filelist-bad-count"})
  void what_is_no_damage_is_fresh(String name) throws IOException {
    assertThat(damaged(name)).isInstanceOf(Verdict.Fresh.class);
  }

  /// Nobody who reads only names can see it; `keepwatch verify` and `keepwatch drill` do.
  @ParameterizedTest
  @CsvSource({"truncated-volume", "flipped-byte", "no-hash-lines"})
  void damage_inside_a_file_is_not_seen(String name) throws IOException {
    assertThat(damaged(name)).isInstanceOf(Verdict.Fresh.class);
  }
}

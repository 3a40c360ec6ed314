package dev.keepwatch.monitor;

import static dev.keepwatch.monitor.FolderBuilder.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The look at archives from where one is.
class MonitorTest {

  private static final long BEGIN = 1_700_000_000;

  @TempDir Path work;

  private static MonitorReport check(Instant now, List<String> urls) {
    var monitor = new Monitor(Map.of(), InstantSource.fixed(now), ZoneOffset.UTC);
    return monitor.check(urls, Duration.ofDays(7));
  }

  private static void deleteThatEndsWith(Path directory, String end) throws IOException {
    try (var files = Files.list(directory)) {
      for (var file : files.filter(f -> f.toString().endsWith(end)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void an_archive_that_duplicity_writes_is_fresh_then_late_then_broken() throws Exception {
    var duplicity = Duplicity.required(work);
    var source = Files.createDirectory(work.resolve("source"));
    var home = Files.createDirectories(work.resolve("archives/web01/home"));
    Files.writeString(source.resolve("a"), "one");
    duplicity.backUp("full", BEGIN, source, home);
    Files.writeString(source.resolve("b"), "two");
    duplicity.backUp("incr", BEGIN + 3600, source, home);
    var urls = List.of("file://" + work.resolve("archives"));
    var soon = Instant.ofEpochSecond(BEGIN + 7200);

    assertThat(check(soon, urls).healthy()).isTrue();
    assertThat(check(soon, urls).json())
        .contains("\"newestWhole\":\"2023-11-14T23:13:20Z\",\"ageSeconds\":3600,");
    assertThat(check(soon.plus(Duration.ofDays(8)), urls).text()).contains("LATE file://" + home);

    deleteThatEndsWith(home, "20231114T221320Z.to.20231114T231320Z.vol1.difftar.gz");
    assertThat(check(soon, urls).healthy()).isFalse();
    assertThat(check(soon, urls).text().replaceAll("\\s+", " "))
        .contains("BROKEN file://" + home)
        .contains("lacks volume 1.")
        .contains("Newest whole backup: 2023-11-14 22:13:20 UTC, 2 hours ago");
  }

  @Test
  void buckets_and_directories_are_looked_at_together() throws IOException {
    var s3 = LocalS3.running();
    s3.makeBucket("facade");
    s3.put("facade", "web01/", folder().full("20260119T020000Z", 1));
    var monitor = new Monitor(s3.environment(), InstantSource.fixed(Judging.NOW), ZoneOffset.UTC);

    var report = monitor.check(List.of("s3://facade/web01", "file://" + work), Duration.ofDays(7));

    assertThat(report.healthy()).isFalse();
    assertThat(report.text())
        .startsWith("Trouble in 1 of 2 folders: 1 with nothing to restore.")
        .containsPattern("FRESH +2026-01-19 02:00:00 UTC  1 d  s3://facade/web01\n");
    assertThat(report.alert().orElseThrow().subject())
        .isEqualTo("[NEVER ARRIVED] backups in 2 places");
    assertThat(report.testMail().subject()).isEqualTo("[TEST] backups in 2 places");
  }

  @Test
  void json_names_every_folder_with_its_state() {
    assertThat(check(Judging.NOW, List.of("file://" + work)).json())
        .isEqualTo(
            "{\"schema\":1,\"checkedAt\":\"2026-01-20T08:00:00Z\",\"maxAgeSeconds\":604800,"
                + "\"healthy\":false,\"foldersHealthy\":0,\"foldersInTrouble\":1,\"folders\":["
                + "{\"url\":\"file://"
                + work
                + "\",\"state\":\"never-arrived\",\"consequence\":\"nothing-to-restore\","
                + "\"newestWhole\":null,\"ageSeconds\":null,\"since\":null,"
                + "\"problems\":[],\"notes\":[]}]}");
  }

  @Test
  void a_url_of_no_known_form_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> check(Judging.NOW, List.of("acme")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cannot watch \"acme\": give s3://bucket/folder or file:///directory");
  }
}

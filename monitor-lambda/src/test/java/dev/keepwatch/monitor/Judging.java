package dev.keepwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// Short words for tests that judge folders at one moment, with a limit of seven days.
final class Judging {

  static final Instant NOW = Instant.parse("2026-01-20T08:00:00Z");
  static final Duration WEEK = Duration.ofDays(7);

  private Judging() {}

  static Verdict judge(FolderBuilder folder) {
    return new HealthCheck(WEEK).judge(folder.catalog(), NOW);
  }

  /// Everything that a person reads about one folder.
  static String story(FolderBuilder folder) {
    return story(judge(folder));
  }

  static String story(Verdict verdict) {
    var report =
        new Report(
            NOW,
            WEEK,
            ZoneOffset.UTC,
            List.of(new Target.Bucket("acme", "")),
            List.of(new FolderHealth("s3://acme/home", verdict)),
            1);
    return new MonitorReport(report).text().replaceAll("\\s+", " ");
  }

  static Instant newest(Verdict verdict) {
    return verdict.newest().orElseThrow().time().instant();
  }
}

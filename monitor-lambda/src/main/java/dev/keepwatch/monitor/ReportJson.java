package dev.keepwatch.monitor;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A report for programs. Fields may be added; a change of meaning raises the schema's number.
///
/// Names stand here as they are; who shows them must make them safe.
final class ReportJson {

  private static final int SCHEMA = 1;

  private final Report report;

  ReportJson(Report report) {
    this.report = report;
  }

  String write() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("schema", SCHEMA);
    page.put("checkedAt", report.checkedAt());
    page.put("maxAgeSeconds", report.maxAge().toSeconds());
    page.put("healthy", report.isHealthy());
    page.put("foldersHealthy", report.healthy().size());
    page.put("foldersInTrouble", report.troubled().size());
    page.put("folders", report.folders().stream().map(this::folder).toList());
    return Json.write(page);
  }

  private Map<String, Object> folder(FolderHealth health) {
    var verdict = health.verdict();
    Map<String, Object> folder = new LinkedHashMap<>();
    folder.put("url", health.url());
    folder.put("state", state(verdict));
    folder.put("consequence", verdict.consequence().word());
    folder.put("newestWhole", verdict.newest().map(point -> point.time().instant()));
    folder.put("ageSeconds", verdict.newest().map(p -> p.age(report.checkedAt()).toSeconds()));
    folder.put("since", verdict.since().map(Instant::toString));
    folder.put("problems", problems(verdict));
    folder.put("notes", sentences(verdict.notes()));
    return folder;
  }

  private static String state(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Fresh fresh -> "fresh";
      case Verdict.Late late -> "late";
      case Verdict.NeverArrived never -> "never-arrived";
      case Verdict.Broken broken -> "broken";
      case Verdict.Unreadable unreadable -> "unreadable";
    };
  }

  private List<String> problems(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Broken broken -> sentences(broken.damage());
      case Verdict.Unreadable(var refusal) -> List.of(refusal.reason());
      case Verdict.Fresh fresh -> List.of();
      case Verdict.Late late -> List.of();
      case Verdict.NeverArrived never -> List.of();
    };
  }

  private List<String> sentences(List<Finding> findings) {
    var words = new FindingWords(report.checkedAt());
    return findings.stream().map(words::sentence).toList();
  }
}

package dev.keepwatch.monitor;

import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells CloudWatch what a run came to, as a line in its embedded metric format.
///
/// It is written when a run is complete and only then: an alarm watches for the line's absence.
final class RunMetrics {

  private static final String NAMESPACE = "Keepwatch/Monitor";

  private final PrintStream out;

  private RunMetrics(PrintStream out) {
    this.out = out;
  }

  /// The function's log is what it prints.
  static RunMetrics onStandardOutput() {
    return new RunMetrics(System.out);
  }

  void write(Report report) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("RunsCompleted", 1);
    values.put("FoldersHealthy", report.healthy().size());
    values.put("FoldersInTrouble", report.troubled().size());
    values.put("BucketsUnreadable", report.count(Consequence.UNKNOWN));
    values.put("Requests", report.requests());
    out.println(Json.write(line(values, report.checkedAt())));
    out.flush();
  }

  private static Map<String, Object> line(Map<String, Object> values, Instant time) {
    Map<String, Object> directive = new LinkedHashMap<>();
    directive.put("Namespace", NAMESPACE);
    directive.put("Dimensions", List.of(List.of()));
    directive.put("Metrics", values.keySet().stream().map(RunMetrics::count).toList());
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("Timestamp", time.toEpochMilli());
    head.put("CloudWatchMetrics", List.of(directive));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("_aws", head);
    line.putAll(values);
    return line;
  }

  private static Map<String, Object> count(String name) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("Name", name);
    metric.put("Unit", "Count");
    return metric;
  }
}

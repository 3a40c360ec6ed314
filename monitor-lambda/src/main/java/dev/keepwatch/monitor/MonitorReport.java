package dev.keepwatch.monitor;

import java.util.ArrayList;
import java.util.Optional;

/// What a look at some archives found, in the forms that people and programs read.
public final class MonitorReport {

  private final Report report;

  MonitorReport(Report report) {
    this.report = report;
  }

  /// Whether every folder is fresh and whole.
  public boolean healthy() {
    return report.isHealthy();
  }

  /// For a terminal: the folders in trouble, then the state of all.
  public String text() {
    var page = new ReportPage(report);
    var blocks = new ArrayList<>(page.trouble());
    blocks.addAll(page.summary());
    blocks.add(page.foot());
    return PlainText.render(blocks);
  }

  /// For programs: one line, with the number of its schema.
  public String json() {
    return new ReportJson(report).write();
  }

  /// The mail that the Lambda would send now.
  ///
  /// @return nothing if all is well
  public Optional<Mail> alert() {
    return healthy() ? Optional.empty() : Optional.of(new ReportMail(report).alert());
  }

  /// The mail that the Lambda would send now if it were asked for a test.
  public Mail testMail() {
    return new ReportMail(report).test();
  }
}

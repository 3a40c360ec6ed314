package dev.keepwatch.monitor;

import java.util.ArrayList;
import java.util.List;

/// The mails about a report.
///
/// For a single place the subjects are those of duplicity-unattended's monitor, so that people's
/// filters go on working.
final class ReportMail {

  private final Report report;
  private final ReportPage page;

  ReportMail(Report report) {
    this.report = report;
    this.page = new ReportPage(report);
  }

  /// What is sent when there is trouble.
  Mail alert() {
    var blocks = new ArrayList<>(page.trouble());
    blocks.add(page.foot());
    return mail(subject("Missing recent backups: ", worst()), blocks);
  }

  /// What is sent on request: the alert of now, were there one, and the state of all folders.
  Mail test() {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Paragraph(
            report.isHealthy()
                ? "TEST: this mail was asked for. Nothing is wrong, so no alert would be sent now."
                : "TEST: this mail was asked for. It begins with what an alert would say now."));
    blocks.addAll(page.trouble());
    blocks.add(new Block.Heading("All folders"));
    blocks.addAll(page.summary());
    blocks.add(page.foot());
    return mail(subject("Backup monitor results: ", "TEST"), blocks);
  }

  private String subject(String ofOne, String state) {
    var targets = report.targets();
    return SafeText.visible(
        targets.size() == 1
            ? ofOne + targets.getFirst()
            : "[" + state + "] backups in " + targets.size() + " places");
  }

  private String worst() {
    return report.folders().isEmpty()
        ? "FRESH"
        : FolderWords.state(report.folders().getFirst().verdict());
  }

  private static Mail mail(String subject, List<Block> blocks) {
    return new Mail(subject, PlainText.render(blocks), Html.render(blocks));
  }
}

package dev.keepwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Puts a report into words: the trouble by itself, and the summary of everything.
final class ReportPage {

  /// A mail must stay readable, and within what SES takes.
  private static final int FOLDERS_TOLD = 40;

  private static final int FOLDERS_LISTED = 2000;

  private final Report report;
  private final Instant now;

  ReportPage(Report report) {
    this.report = report;
    this.now = report.checkedAt();
  }

  /// What an alert says: the folders in trouble and only those, worst first.
  List<Block> trouble() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Paragraph(numbers()));
    var troubled = report.troubled();
    var words = new FolderWords(now, new TimeWords(report.zone()));
    troubled.stream().limit(FOLDERS_TOLD).forEach(f -> blocks.addAll(words.story(f)));
    if (troubled.size() > FOLDERS_TOLD) {
      blocks.add(more(troubled.size() - FOLDERS_TOLD));
    }
    if (!troubled.isEmpty() && !report.healthy().isEmpty()) {
      blocks.add(new Block.Paragraph(others(report.healthy().size())));
    }
    return blocks;
  }

  /// The first line: how many folders are how badly off.
  String numbers() {
    int all = report.folders().size();
    if (report.isHealthy()) {
      return all == 1
          ? "The one folder is fresh and whole."
          : "All " + all + " folders are fresh and whole.";
    }
    return "Trouble in %d of %s: %s."
        .formatted(report.troubled().size(), TimeWords.number(all, "folder"), counts());
  }

  private String counts() {
    return Arrays.stream(Consequence.values())
        .filter(consequence -> consequence.isTrouble() && report.count(consequence) > 0)
        .map(consequence -> report.count(consequence) + " " + consequence.phrase())
        .collect(Collectors.joining(", "));
  }

  private static Block more(int count) {
    return new Block.Paragraph(
        "%s more in trouble; keepwatch monitor shows them all."
            .formatted(count == 1 ? "One folder is" : count + " folders are"));
  }

  private static String others(int healthy) {
    return healthy == 1
        ? "The other folder is fresh and whole."
        : "The other " + healthy + " folders are fresh and whole.";
  }

  /// All folders with their newest restore points, and what is worth knowing about them.
  List<Block> summary() {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Table(
            List.of("State", "Newest whole backup", "Age", "Folder"),
            report.folders().stream().limit(FOLDERS_LISTED).map(this::row).toList()));
    var notes =
        report.healthy().stream()
            .limit(FOLDERS_LISTED)
            .filter(folder -> !folder.verdict().notes().isEmpty())
            .map(this::notes)
            .toList();
    if (!notes.isEmpty()) {
      blocks.add(new Block.Heading("No trouble, but worth knowing"));
      blocks.add(new Block.Facts(notes));
    }
    return blocks;
  }

  private List<String> row(FolderHealth folder) {
    var newest = folder.verdict().newest();
    return List.of(
        FolderWords.state(folder.verdict()),
        newest.map(point -> TimeWords.utc(point.time().instant())).orElse("-"),
        newest.map(point -> shortAge(point.age(now))).orElse("-"),
        SafeText.name(folder.url()));
  }

  private static String shortAge(Duration age) {
    return age.toDays() > 0
        ? age.toDays() + " d"
        : age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
  }

  private Block.Fact notes(FolderHealth folder) {
    var words = new FindingWords(now);
    var notes = folder.verdict().notes();
    String more = notes.size() > 3 ? " And %d more.".formatted(notes.size() - 3) : "";
    return new Block.Fact(
        SafeText.name(folder.url()),
        notes.stream().limit(3).map(words::sentence).collect(Collectors.joining(" ")) + more);
  }

  /// The last lines of every page.
  Block foot() {
    return new Block.Paragraph(
        "Checked on %s. A backup is late when it is older than %s."
            .formatted(new TimeWords(report.zone()).both(now), TimeWords.length(report.maxAge())));
  }
}

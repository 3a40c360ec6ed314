package dev.keepwatch.monitor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Puts one folder's verdict into words.
///
/// @param now when they are read
/// @param times how times are written
record FolderWords(Instant now, TimeWords times) {

  /// How many damages are named; the first is often the cause of the others.
  private static final int DAMAGES_NAMED = 3;

  /// The verdict in a word or two, for headings and subjects.
  static String state(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Fresh fresh -> "FRESH";
      case Verdict.Late late -> "LATE";
      case Verdict.NeverArrived never -> "NEVER ARRIVED";
      case Verdict.Broken broken -> "BROKEN";
      case Verdict.Unreadable unreadable -> "UNREADABLE";
    };
  }

  /// All that somebody needs who has to do something about the folder.
  List<Block> story(FolderHealth health) {
    var verdict = health.verdict();
    var advice = Advice.of(health);
    var facts = new ArrayList<Block.Fact>();
    facts.add(new Block.Fact("Newest whole backup", newest(verdict)));
    facts.add(new Block.Fact("What is wrong", whatIsWrong(verdict)));
    verdict.since().ifPresent(s -> facts.add(new Block.Fact("Since", times.both(s))));
    facts.add(new Block.Fact("What to do", advice.text()));
    return List.of(
        new Block.Heading(state(verdict) + " " + SafeText.name(health.url())),
        new Block.Facts(facts),
        new Block.Commands(advice.commands()));
  }

  private String newest(Verdict verdict) {
    if (verdict instanceof Verdict.Unreadable) {
      return "not known";
    }
    return verdict
        .newest()
        .map(point -> times.both(point.time().instant()) + ", " + age(point) + stored(point))
        .orElse("none");
  }

  private String age(RestorePoint point) {
    return TimeWords.length(point.age(now)) + " ago";
  }

  /// Where name and storage disagree, the age is not that of the name.
  private String stored(RestorePoint point) {
    return point.dated().equals(point.time().instant())
        ? ""
        : " by the time it was stored, " + times.both(point.dated());
  }

  private String whatIsWrong(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Fresh fresh -> "Nothing.";
      case Verdict.Late late ->
          sentences(
              "No whole backup has come for %s; the limit is %s."
                  .formatted(
                      TimeWords.length(late.point().age(now)), TimeWords.length(late.limit())),
              unfinished(late.notes()));
      case Verdict.NeverArrived never ->
          never.notes().isEmpty()
              ? "No backup has ever arrived here, or all of them are gone."
              : sentences("No whole backup is here yet.", never.notes());
      case Verdict.Broken broken -> whatIsBroken(broken);
      case Verdict.Unreadable(var refusal) -> "It cannot be read: " + refusal.reason() + ".";
    };
  }

  private String whatIsBroken(Verdict.Broken broken) {
    int named = Math.min(DAMAGES_NAMED, broken.damage().size());
    int more = broken.damage().size() - named;
    return sentences(lead(broken), broken.damage().subList(0, named))
        + (more == 0
            ? ""
            : " There is more of this: %s.".formatted(TimeWords.number(more, "finding")))
        + sentences("", unfinished(broken.notes()));
  }

  private static String lead(Verdict.Broken broken) {
    if (broken.newest().isEmpty()) {
      return "Nothing can be restored.";
    }
    return broken.lost() == 0
        ? ""
        : TimeWords.number(broken.lost(), "newer backup") + " cannot be restored.";
  }

  private static List<Finding> unfinished(List<Finding> notes) {
    return notes.stream().filter(Finding.Unfinished.class::isInstance).toList();
  }

  private String sentences(String first, List<Finding> findings) {
    var words = new FindingWords(now);
    String rest = findings.stream().map(words::sentence).collect(Collectors.joining(" "));
    return first + (first.isEmpty() || rest.isEmpty() ? "" : " ") + rest;
  }
}

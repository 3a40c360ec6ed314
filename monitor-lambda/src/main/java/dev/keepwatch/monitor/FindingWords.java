package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.Defect;
import java.time.Duration;
import java.time.Instant;

/// Findings as sentences.
///
/// @param now when they are read
record FindingWords(Instant now) {

  String sentence(Finding finding) {
    return switch (finding) {
      case Finding.Damage(Defect.Ambiguous doubled) ->
          sentence(doubled) + " duplicity refuses any work on such an archive.";
      case Finding.Damage(var defect) -> sentence(defect);
      case Finding.FromTheFuture(var set, var stored) ->
          "The %s carries a date in the future and does not count; it was stored on %s."
              .formatted(set, TimeWords.utc(stored));
      case Finding.Unfinished unfinished -> sentence(unfinished);
      case Finding.Remains(var defect) -> "Left behind: " + SafeText.cut(defect.toString()) + ".";
    };
  }

  private static String sentence(Defect defect) {
    String text = SafeText.cut(defect.toString());
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private String sentence(Finding.Unfinished unfinished) {
    return "A run that began on %s %s; its last file came %s ago."
        .formatted(
            TimeWords.utc(unfinished.since()),
            unfinished.running() ? "has not finished" : "was interrupted, or its manifest was lost",
            TimeWords.length(Duration.between(unfinished.lastFile(), now).abs()));
  }
}

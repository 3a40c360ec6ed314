package dev.keepwatch.infra.fleet;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The word that was probably meant.
final class NearestWord {
  private static final int SHORTEST_PART = 4;

  private NearestWord() {}

  /// The end of a sentence about an unknown word: what was meant, or all that is known.
  static String hint(String word, Collection<String> known) {
    return hint(word, known, "known are " + String.join(", ", known));
  }

  static String hint(String word, Collection<String> known, String otherwise) {
    return "; " + of(word, known).map(near -> "did you mean \"" + near + "\"?").orElse(otherwise);
  }

  static Optional<String> of(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> isNear(word, candidate))
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// A third of the letters may differ, or a part be left out or added; beyond that a suggestion
  /// confuses.
  private static boolean isNear(String word, String candidate) {
    String longer = folded(word.length() < candidate.length() ? candidate : word);
    String shorter = folded(word.length() < candidate.length() ? word : candidate);
    return distance(word, candidate) <= Math.max(1, word.length() / 3)
        || (shorter.length() >= SHORTEST_PART && longer.contains(shorter));
  }

  /// How many letters must be put in, taken out or changed; large and small letters are the same,
  /// `_` is `-`.
  static int distance(String left, String right) {
    String a = folded(left);
    String b = folded(right);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }

  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.keepwatch.agent.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The known word that somebody who typed another one may have meant.
public final class Nearest {

  private Nearest() {}

  /// @return nothing if no known word is near enough to be a slip of the finger
  public static Optional<String> to(String typed, Collection<String> known) {
    int tolerated = typed.length() < 3 ? 0 : Math.max(1, typed.length() / 3);
    return known.stream()
        .filter(word -> distance(typed, word) <= tolerated)
        .min(Comparator.comparingInt((String word) -> distance(typed, word)).thenComparing(w -> w));
  }

  /// A question to be put behind a complaint; empty if nothing is near.
  public static String question(String typed, Collection<String> known) {
    return to(typed, known).map(word -> "; did you mean " + word + "?").orElse("");
  }

  /// How many letters must be added, removed, changed or swapped with their neighbour.
  private static int distance(String a, String b) {
    int[][] costs = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        costs[i][j] = i == 0 || j == 0 ? i + j : cost(costs, a, b, i, j);
      }
    }
    return costs[a.length()][b.length()];
  }

  private static int cost(int[][] costs, String a, String b, int i, int j) {
    char x = a.charAt(i - 1);
    char y = b.charAt(j - 1);
    int cost = Math.min(costs[i - 1][j], costs[i][j - 1]) + 1;
    cost = Math.min(cost, costs[i - 1][j - 1] + (x == y ? 0 : 1));
    boolean swapped = i > 1 && j > 1 && x == b.charAt(j - 2) && a.charAt(i - 2) == y;
    return swapped ? Math.min(cost, costs[i - 2][j - 2] + 1) : cost;
  }
}

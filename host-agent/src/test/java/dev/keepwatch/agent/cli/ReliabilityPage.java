package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.DamageSubject.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The part of docs/RELIABILITY.md that is made of what was seen.
final class ReliabilityPage {

  /// One row: a program and a damage.
  private record Row(String title, Map<DamageAction, Outcome> outcomes) {
    String cells() {
      return outcomes.values().stream().map(Outcome::cell).collect(Collectors.joining(" | "));
    }
  }

  private final Map<DamagedArchives.Damaged, List<Row>> rows = new LinkedHashMap<>();
  private final Map<DamagedArchives.Damaged, Map<List<String>, List<DamageAction>>> sayings =
      new LinkedHashMap<>();

  /// What a program did; to be told in the order of the actions.
  void add(DamagedArchives.Damaged damaged, String title, DamageAction action, Outcome outcome) {
    var known = rows.computeIfAbsent(damaged, _ -> new ArrayList<>());
    if (known.isEmpty() || !known.getLast().title().equals(title)) {
      known.add(new Row(title, new EnumMap<>(DamageAction.class)));
    }
    known.getLast().outcomes().put(action, outcome);
  }

  /// What Keepwatch said to it.
  void says(DamagedArchives.Damaged damaged, DamageAction action, List<String> lines) {
    if (!lines.isEmpty()) {
      sayings
          .computeIfAbsent(damaged, _ -> new LinkedHashMap<>())
          .computeIfAbsent(List.copyOf(lines), _ -> new ArrayList<>())
          .add(action);
    }
  }

  @Override
  public String toString() {
    var page = new StringBuilder();
    page.append("| what is wrong | who |");
    for (var action : DamageAction.values()) {
      page.append(" `%s` |".formatted(action.title()));
    }
    page.append("\n|" + " --- |".repeat(2 + DamageAction.values().length) + "\n");
    rows.forEach((damaged, its) -> {
      String words = damaged.words();
      for (var row : merged(its)) {
        page.append("| %s | %s | %s |\n".formatted(words, row.title(), row.cells()));
        words = "";
      }
    });
    page.append("\nWhat Keepwatch says:\n");
    sayings.forEach((damaged, its) -> {
      page.append("\n- *%s*\n".formatted(capital(damaged.words())));
      its.forEach((lines, actions) -> page.append(saying(lines, actions)));
    });
    return page.toString();
  }

  /// Both duplicities in one row where they do the same.
  private static List<Row> merged(List<Row> its) {
    var merged = new ArrayList<>(its);
    if (merged.size() > 2 && merged.get(0).outcomes().equals(merged.get(1).outcomes())) {
      merged.remove(1);
      merged.set(0, new Row("duplicity", Objects.requireNonNull(its.getFirst()).outcomes()));
    }
    return merged;
  }

  private static String saying(List<String> lines, List<DamageAction> actions) {
    String who = actions.stream().map(DamageAction::title).collect(Collectors.joining(", "));
    return "  - `%s`: %s\n".formatted(who, String.join("<br>", lines));
  }

  private static String capital(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}

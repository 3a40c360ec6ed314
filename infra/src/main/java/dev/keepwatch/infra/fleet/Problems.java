package dev.keepwatch.infra.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// What is wrong with a file, collected while it is read on, so that one look shows everything.
final class Problems {
  private record Problem(int line, String sentence) {}

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");

  private final String file;
  private final List<Problem> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(Node where, String sentence) {
    add(lineOf(where), sentence);
  }

  void add(int line, String sentence) {
    // A value may go over several lines; a problem is one line, whatever was quoted in it.
    // What does not show, or turns what follows around, is shown.
    found.add(
        new Problem(
            line,
            INVISIBLE
                .matcher(sentence.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " "))
                .replaceAll(found -> "{U+%04X}".formatted(found.group().codePointAt(0)))));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  InvalidFleetException asException() {
    return new InvalidFleetException(
        found.stream()
            .sorted(Comparator.comparingInt(Problem::line))
            .map(problem -> file + ":" + problem.line() + ": " + problem.sentence())
            // What is wrong with a default is found once more for each host.
            .distinct()
            .toList());
  }

  /// As people count lines: from 1.
  static int lineOf(Node node) {
    return 1 + node.getStartMark().map(Mark::getLine).orElse(0);
  }
}

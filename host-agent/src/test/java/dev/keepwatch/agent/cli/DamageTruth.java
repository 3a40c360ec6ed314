package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.engine.TreeListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the newest state and the ones before it are, and what of it something shows.
final class DamageTruth {

  /// What is right.
  static final String WHOLE = "whole";

  /// What is not there.
  static final String NOTHING = "nothing";

  private final List<Map<String, String>> states = new ArrayList<>();

  DamageTruth(DamagedArchives archives) throws IOException {
    for (int state = 0; state < 3; state++) {
      states.add(files(TreeListing.read(archives.listing(state))));
    }
  }

  /// Files and their lines; the times of directories that are being filled do not count, nor does
  /// the mark by which an unfinished restore is known.
  private static Map<String, String> files(List<String> listing) {
    var files = new HashMap<String, String>();
    for (String line : listing) {
      String path = line.substring(line.lastIndexOf(' ') + 1);
      if (line.startsWith("f") && !path.startsWith(".keepwatch-")) {
        files.put(path, line);
      }
    }
    return files;
  }

  private Map<String, String> newest() {
    return states.getLast();
  }

  /// What a restored tree shows of the newest state.
  String judge(Path target) throws IOException {
    var found = Files.exists(target) ? files(TreeListing.of(target)) : Map.<String, String>of();
    if (found.isEmpty()) {
      return NOTHING;
    }
    long older = 0;
    long wrong = 0;
    for (var file : found.entrySet()) {
      if (!file.getValue().equals(newest().get(file.getKey()))) {
        boolean once = states.stream().anyMatch(s -> s.containsValue(file.getValue()));
        older += once ? 1 : 0;
        wrong += once ? 0 : 1;
      }
    }
    long missing = newest().keySet().stream().filter(path -> !found.containsKey(path)).count();
    return words(older, wrong, missing);
  }

  private static String words(long older, long wrong, long missing) {
    var words = new ArrayList<String>();
    add(words, wrong, "wrong");
    add(words, older, "older");
    add(words, missing, "missing");
    return words.isEmpty() ? WHOLE : String.join(", ", words);
  }

  private static void add(List<String> words, long count, String what) {
    if (count > 0) {
      words.add("%d %s".formatted(count, what));
    }
  }

  /// What a listing shows of the newest state.
  String judge(List<String> listed) {
    var paths = listed.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)).toList();
    long missing = newest().keySet().stream().filter(path -> !paths.contains(path)).count();
    return missing == newest().size() ? NOTHING : words(0, 0, missing);
  }

  /// How many files of the newest state there are.
  int size() {
    return Objects.requireNonNull(newest()).size();
  }
}

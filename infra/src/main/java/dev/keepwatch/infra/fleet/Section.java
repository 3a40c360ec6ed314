package dev.keepwatch.infra.fleet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A mapping of the file whose keys are known beforehand.
///
/// Asking for a value never throws: what is wrong with it goes to [Problems], and the answer is
/// then as if it were absent. Who reads on with that answer reads something that is thrown away in
/// the end.
final class Section {
  private final String title;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final List<Section> fallback;
  private final Problems problems;

  /// @param title what people call this part, for messages: `monitor`; empty for the file as a
  ///   whole
  Section(String title, Node node, List<String> keys, Problems problems) {
    this(title, node, keys, List.of(), problems);
  }

  private Section(
      String title, Node node, List<String> keys, List<Section> fallback, Problems problems) {
    this.title = title;
    this.node = node;
    this.fallback = fallback;
    this.problems = problems;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(tuple -> enter(tuple, keys));
    } else {
      problems.add(node, place() + " should have keys: " + String.join(", ", keys));
    }
  }

  /// A section of which another says what it does not say itself.
  static Section of(
      String title, Node node, List<String> keys, Optional<Section> defaults, Problems problems) {
    return new Section(title, node, keys, defaults.stream().toList(), problems);
  }

  private void enter(NodeTuple tuple, List<String> keys) {
    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (!keys.contains(key)) {
      problems.add(
          tuple.getKeyNode(),
          "unknown key \"" + key + "\" in " + place() + NearestWord.hint(key, keys));
    } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
      problems.add(tuple.getKeyNode(), "key \"" + key + "\" stands twice in " + place());
    }
  }

  /// A value that is asked for without a default.
  <T> Optional<T> required(String key, Function<String, T> parse) {
    requirePresent(key);
    return value(key, parse);
  }

  <T> Optional<T> value(String key, Function<String, T> parse) {
    Optional<Node> found = Optional.ofNullable(values.get(key));
    return found.isPresent()
        ? parsed(key, found.get(), parse)
        : fallback.stream().flatMap(other -> other.value(key, parse).stream()).findFirst();
  }

  /// Each value of a list; those that are wrong are left out.
  <T> List<T> list(String key, Function<String, T> parse) {
    return items(key).stream().flatMap(item -> parsed(key, item, parse).stream()).toList();
  }

  /// The items of a list as they stand in the file; none if there is no such list.
  List<Node> items(String key) {
    Node found = values.get(key);
    if (found == null || found instanceof SequenceNode) {
      return found instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }
    problems.add(
        found, called(key) + " is a list: each item stands on a line of its own after \"- \"");
    return List.of();
  }

  Optional<Section> section(String key, List<String> keys) {
    return Optional.ofNullable(values.get(key))
        .map(found -> new Section(called(key), found, keys, problems))
        .or(() ->
            fallback.stream().flatMap(other -> other.section(key, keys).stream()).findFirst());
  }

  /// The entries of a part whose keys are not known beforehand; those of the defaults come first.
  Map<String, Node> mapping(String key) {
    Map<String, Node> entries = new LinkedHashMap<>();
    fallback.forEach(other -> entries.putAll(other.mapping(key)));
    Node found = values.get(key);
    if (found instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        entries.put(
            entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "",
            entry.getValueNode());
      }
    } else if (found != null) {
      problems.add(found, called(key) + " should have names and values");
    }
    return entries;
  }

  void requirePresent(String key) {
    if (!values.containsKey(key) && node instanceof MappingNode) {
      problems.add(node, called(key) + " is missing");
    }
  }

  void requireItems(String key, String otherwise) {
    if (values.get(key) instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
      problems.add(sequence, called(key) + ": " + otherwise);
    }
  }

  /// Whether the section says it itself.
  boolean has(String key) {
    return values.containsKey(key);
  }

  /// Where a value stands, or where the section begins if it is absent.
  int lineOf(String key) {
    return Problems.lineOf(values.getOrDefault(key, node));
  }

  <T> Optional<T> parsed(String key, Node found, Function<String, T> parse) {
    if (!(found instanceof ScalarNode scalar) || scalar.getValue().isEmpty()) {
      problems.add(found, called(key) + " should be a single value");
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(scalar.getValue()));
    } catch (IllegalArgumentException e) {
      problems.add(found, called(key) + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  String called(String key) {
    return title.isEmpty() ? key : key + " of " + title;
  }

  private String place() {
    return title.isEmpty() ? "the file" : title;
  }
}

package dev.keepwatch.agent.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A mapping of a YAML document whose keys are known; every complaint names file and line.
final class YamlMap {

  /// Understands the text of a value.
  ///
  /// @param <T> as what
  @FunctionalInterface
  interface Form<T> {
    /// @throws IllegalArgumentException saying in a sentence what is wrong
    T parse(String text);
  }

  private final String file;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private YamlMap(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  /// @param known all keys that may stand there
  static YamlMap of(String file, Node node, Collection<String> known) throws ConfigException {
    var map = new YamlMap(file, node);
    if (!(node instanceof MappingNode mapping)) {
      throw map.wrong(node, "keys with values are expected here, like 'key: value'");
    }
    for (var pair : mapping.getValue()) {
      String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (!known.contains(key)) {
        throw map.wrong(
            pair.getKeyNode(), "unknown key '" + key + "'" + Nearest.question(key, known));
      }
      if (map.values.put(key, pair.getValueNode()) != null) {
        throw map.wrong(pair.getKeyNode(), "the key '" + key + "' stands here twice");
      }
    }
    return map;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /// A complaint about this mapping as a whole.
  ConfigException wrong(String problem) {
    return wrong(node, problem);
  }

  /// A complaint about the value of a key.
  ConfigException wrong(String key, String problem) {
    return wrong(values.getOrDefault(key, node), problem);
  }

  private ConfigException wrong(Node where, String problem) {
    int line = where.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new ConfigException(file, line, problem);
  }

  Optional<YamlMap> map(String key, Collection<String> known) throws ConfigException {
    var value = Optional.ofNullable(values.get(key));
    return value.isEmpty() ? Optional.empty() : Optional.of(of(file, value.get(), known));
  }

  /// The mappings of a list.
  List<YamlMap> maps(String key, Collection<String> known) throws ConfigException {
    var maps = new ArrayList<YamlMap>();
    for (var element : elements(key, "a list is expected here, each line beginning with '-'")) {
      maps.add(of(file, element, known));
    }
    return maps;
  }

  Optional<String> text(String key) throws ConfigException {
    return value(key, text -> text);
  }

  /// @throws ConfigException if it is not there
  String requiredText(String key) throws ConfigException {
    return text(key).orElseThrow(() -> wrong("the key '" + key + "' is missing"));
  }

  <T> Optional<T> value(String key, Form<T> form) throws ConfigException {
    var value = Optional.ofNullable(values.get(key));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(form.parse(scalar(value.get(), key)));
    } catch (IllegalArgumentException e) {
      throw wrong(value.get(), key + ": " + e.getMessage());
    }
  }

  Optional<Boolean> flag(String key) throws ConfigException {
    return value(key, YamlMap::truth);
  }

  private static boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }

  /// The texts of a list; a single text is a list of one.
  List<String> texts(String key) throws ConfigException {
    if (values.get(key) instanceof ScalarNode single) {
      return List.of(scalar(single, key));
    }
    return scalars(elements(key, "a list of texts is expected here, like [a, b]"), key);
  }

  /// A list of lists of texts.
  List<List<String>> commands(String key) throws ConfigException {
    String form = "each command is a list of words, and all stand in a list: [[program, argument]]";
    var commands = new ArrayList<List<String>>();
    for (var element : elements(key, form)) {
      if (!(element instanceof SequenceNode words) || words.getValue().isEmpty()) {
        throw wrong(element, form);
      }
      commands.add(scalars(words.getValue(), key));
    }
    return commands;
  }

  boolean isMapping(String key) {
    return values.get(key) instanceof MappingNode;
  }

  /// The texts of a mapping whose keys are not known before, in the order of the file.
  Map<String, String> entries(String key) throws ConfigException {
    var entries = new LinkedHashMap<String, String>();
    if (values.get(key) instanceof MappingNode mapping) {
      for (var pair : mapping.getValue()) {
        if (entries.put(scalar(pair.getKeyNode(), key), scalar(pair.getValueNode(), key)) != null) {
          throw wrong(pair.getKeyNode(), "this stands here twice");
        }
      }
    }
    return entries;
  }

  private List<Node> elements(String key, String form) throws ConfigException {
    var value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof SequenceNode sequence)) {
      throw wrong(value, key + ": " + form);
    }
    return sequence.getValue();
  }

  private List<String> scalars(List<Node> nodes, String key) throws ConfigException {
    var texts = new ArrayList<String>();
    for (var element : nodes) {
      texts.add(scalar(element, key));
    }
    return texts;
  }

  private String scalar(Node value, String key) throws ConfigException {
    if (!(value instanceof ScalarNode scalar)) {
      throw wrong(value, key + ": one text is expected here");
    }
    if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
      throw wrong(value, "the key '" + key + "' has no value");
    }
    return scalar.getValue();
  }
}

package dev.keepwatch.agent.gate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A policy's JSON as maps, lists and words.
final class PolicyText {

  private PolicyText() {}

  /// JSON is YAML, too.
  static Map<String, Object> parse(String json) {
    return map(new Load(LoadSettings.builder().build()).loadFromString(json));
  }

  static Map<String, Object> map(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new UnknownToGateException("what to do with '" + value + "' where a map is expected");
    }
    var result = new LinkedHashMap<String, Object>();
    map.forEach((key, inner) -> result.put(String.valueOf(key), inner));
    return result;
  }

  /// One word or a list of them.
  static List<String> words(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  /// Its maps: one or a list of them.
  static List<Map<String, Object>> maps(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(PolicyText::map).toList()
        : List.of(map(value));
  }
}

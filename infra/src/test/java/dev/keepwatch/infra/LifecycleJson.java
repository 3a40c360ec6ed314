package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.list;
import static dev.keepwatch.infra.Synthesis.map;

import java.util.LinkedHashMap;
import java.util.Map;

/// A rule of a template as the API of S3 takes it, which writes the same differently.
final class LifecycleJson {
  private LifecycleJson() {}

  static Map<String, Object> rule(Object templateRule) {
    Map<String, Object> template = map(templateRule);
    Map<String, Object> rule = new LinkedHashMap<>();
    template.forEach((key, value) -> {
      switch (key) {
        case "Id" -> rule.put("ID", value);
        case "Prefix" -> rule.put("Filter", Map.of("Prefix", value));
        case "TagFilters" -> rule.put("Filter", Map.of("And", tagged(template)));
        case "ObjectSizeGreaterThan" -> {
          // Stands in the filter, beside the tag.
        }
        case "ExpirationInDays" -> rule.put("Expiration", Map.of("Days", value));
        case "ExpiredObjectDeleteMarker" -> rule.put("Expiration", Map.of(key, value));
        case "Transitions" ->
            rule.put(key, list(value).stream().map(LifecycleJson::transition).toList());
        default -> rule.put(key, value);
      }
    });
    rule.putIfAbsent("Filter", Map.of("Prefix", ""));
    return rule;
  }

  private static Map<String, Object> tagged(Map<String, Object> template) {
    Map<String, Object> filter = new LinkedHashMap<>();
    filter.put("Tags", list(at(template, "TagFilters")));
    filter.put(
        "ObjectSizeGreaterThan",
        Long.valueOf(String.valueOf(at(template, "ObjectSizeGreaterThan"))));
    return filter;
  }

  private static Map<String, Object> transition(Object templateTransition) {
    Map<String, Object> template = map(templateTransition);
    Map<String, Object> transition = new LinkedHashMap<>();
    transition.put("Days", at(template, "TransitionInDays"));
    transition.put("StorageClass", at(template, "StorageClass"));
    return transition;
  }
}

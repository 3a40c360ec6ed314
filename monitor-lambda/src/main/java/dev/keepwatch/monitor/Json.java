package dev.keepwatch.monitor;

import dev.keepwatch.format.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists, texts, numbers and truth values as JSON, in ASCII and on one line.
final class Json {

  private Json() {}

  static String write(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> write(String.valueOf(e.getKey())) + ":" + write(present(e.getValue())))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
      case Optional<?> optional -> optional.map(Json::write).orElse("null");
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> JsonObject.quoted(value.toString());
    };
  }

  private static Object present(@Nullable Object value) {
    return value == null ? Optional.empty() : value;
  }
}

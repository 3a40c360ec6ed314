package dev.keepwatch.infra;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;

/// Part of a template as JSON that people can use: what only the deployment knows stands as a word
/// in capitals.
final class PolicyJson {
  private static final String INDENT = "  ";

  private PolicyJson() {}

  static String of(Object document) {
    return text(resolved(document), "");
  }

  /// The same with references replaced.
  static Object resolved(Object value) {
    return switch (value) {
      case Map<?, ?> map when map.size() == 1 && map.containsKey("Ref") -> word(map.get("Ref"));
      case Map<?, ?> map when map.size() == 1 && map.containsKey("Fn::GetAtt") ->
          word(Synthesis.list(map.get("Fn::GetAtt")).getFirst());
      case Map<?, ?> map when map.size() == 1 && map.containsKey("Fn::Join") ->
          Synthesis.list(Synthesis.list(map.get("Fn::Join")).get(1)).stream()
              .map(part -> String.valueOf(resolved(part)))
              .collect(joining());
      case Map<?, ?> map ->
          map.entrySet().stream()
              .collect(
                  java.util.LinkedHashMap::new,
                  (result, entry) -> result.put(entry.getKey(), resolved(entry.getValue())),
                  Map::putAll);
      case List<?> list -> list.stream().map(PolicyJson::resolved).toList();
      default -> value;
    };
  }

  private static String word(Object reference) {
    String name = String.valueOf(reference);
    if (name.startsWith("BackupsBucket")) {
      return "arn:aws:s3:::BUCKET";
    }
    if (name.startsWith("HostUser")) {
      return "arn:aws:iam::ACCOUNT:user/keepwatch-HOST";
    }
    return switch (name) {
      case "AWS::Partition" -> "aws";
      case "AWS::AccountId" -> "ACCOUNT";
      case "AWS::Region" -> "REGION";
      default -> name;
    };
  }

  private static String text(Object value, String indent) {
    String deeper = indent + INDENT;
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> deeper + quoted(entry.getKey()) + ": " + text(entry.getValue(), deeper))
              .collect(joining(",\n", "{\n", "\n" + indent + "}"));
      case List<?> list ->
          list.stream()
              .map(item -> deeper + text(item, deeper))
              .collect(joining(",\n", "[\n", "\n" + indent + "]"));
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      default -> quoted(value);
    };
  }

  private static String quoted(Object text) {
    return "\"" + String.valueOf(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}

package dev.keepwatch.agent.config;

import dev.keepwatch.format.retention.RetentionPolicy;
import java.util.List;
import java.util.Optional;

/// What a configuration says of old backups: whether the host may remove any (`mode`), and which
/// stay (`keep`).
final class KeepSection {

  static final List<String> KEYS = List.of("fulls");

  private static final String APPEND_ONLY = "append-only";
  private static final List<String> MODES = List.of(APPEND_ONLY, "self-pruning");

  private KeepSection() {}

  /// @throws ConfigException if a host that only adds is to remove something
  static Optional<RetentionPolicy> of(YamlMap root) throws ConfigException {
    String mode = root.value("mode", KeepSection::mode).orElse(APPEND_ONLY);
    if (root.has("keep") && mode.equals(APPEND_ONLY)) {
      throw root.wrong(
          "keep",
          "keep: this host is append-only and can remove nothing; how long its backups stay is said in fleet.yaml, under retention. Take this key out, or say mode: self-pruning if it may delete");
    }
    var keep = root.map("keep", KEYS);
    if (keep.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        keep.get()
            .<RetentionPolicy>value("fulls", KeepSection::fulls)
            .orElseThrow(() -> root.wrong("keep", "keep: say how many full backups: {fulls: 3}")));
  }

  private static String mode(String text) {
    if (!MODES.contains(text)) {
      throw new IllegalArgumentException(
          "'%s' is neither %s%s"
              .formatted(text, String.join(" nor ", MODES), Nearest.question(text, MODES)));
    }
    return text;
  }

  private static RetentionPolicy fulls(String text) {
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not how many full backups are to stay, 1 or more");
    }
    return new RetentionPolicy.AllButFulls(Integer.parseInt(text));
  }
}

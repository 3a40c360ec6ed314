package dev.keepwatch.agent.config;

import dev.keepwatch.agent.pace.Timetable;
import java.util.List;

/// The key `upload` of a configuration.
final class UploadSection {

  static final List<String> KEYS = List.of("parallel", "limit");

  private UploadSection() {}

  static UploadConfig of(YamlMap root) throws ConfigException {
    var upload = root.map("upload", KEYS);
    return upload.isEmpty()
        ? UploadConfig.USUAL
        : new UploadConfig(
            upload.get().value("parallel", UploadSection::parallel), limit(upload.get()));
  }

  /// One rate, or a mapping of times of day.
  private static Timetable limit(YamlMap upload) throws ConfigException {
    if (!upload.has("limit")) {
      return Timetable.UNLIMITED;
    }
    if (!upload.isMapping("limit")) {
      return upload.value("limit", TimetableText::parse).orElseThrow();
    }
    var spans = upload.entries("limit");
    try {
      return TimetableText.of(spans);
    } catch (IllegalArgumentException e) {
      throw upload.wrong("limit", "limit: " + e.getMessage());
    }
  }

  private static int parallel(String text) {
    if (!text.matches("[1-9][0-9]?")) {
      throw new IllegalArgumentException("'" + text + "' is not a number from 1 to 99");
    }
    return Integer.parseInt(text);
  }
}

package dev.keepwatch.agent.config;

import java.util.List;

/// The part of a configuration below `s3`.
final class S3Section {

  static final List<String> KEYS =
      List.of("endpoint", "region", "path-style", "ca-file", "kms-key");

  private S3Section() {}

  static S3Config of(YamlMap root) throws ConfigException {
    var section = root.map("s3", KEYS);
    if (section.isEmpty()) {
      return S3Config.NONE;
    }
    var s3 = section.get();
    return new S3Config(
        s3.value("endpoint", S3Section::endpoint),
        s3.text("region"),
        s3.flag("path-style"),
        s3.text("ca-file"),
        s3.text("kms-key"));
  }

  private static String endpoint(String text) {
    // What is no URL may be anything, a misplaced secret included; it is not repeated.
    if (!text.matches("https?://[^/@\\s]+(/\\S*)?")) {
      throw new IllegalArgumentException("give a URL such as https://s3.example.org");
    }
    return text;
  }
}

package dev.keepwatch.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The buckets and folders of a fleet, in a file that stands beside the code; an environment has no
/// room for hundreds.
///
/// A line has columns with tabs between: `bucket` and its name, or `folder`, its bucket and its
/// name; what follows is for later. `{account}` and `{region}` are the function's own.
final class Inventory {
  private final Map<String, String> environment;

  Inventory(Map<String, String> environment) {
    this.environment = environment;
  }

  /// The environment, with what `INVENTORY` says as if the environment had said it.
  Map<String, String> settings() {
    String file = environment.get("INVENTORY");
    return file == null ? environment : with(read(Path.of(root()).resolve(file)));
  }

  /// Where Lambda unpacks what was deployed.
  private String root() {
    return environment.getOrDefault("LAMBDA_TASK_ROOT", "");
  }

  private Map<String, String> with(List<String> lines) {
    List<String[]> rows = lines.stream().map(line -> here(line).split("\t", -1)).toList();
    Map<String, String> settings = new HashMap<>(environment);
    settings.put(
        "BUCKET_NAME",
        rows.stream()
            .filter(row -> row[0].equals("bucket") && row.length > 1)
            .map(row -> row[1])
            .collect(Collectors.joining(",")));
    String folders =
        rows.stream()
            .filter(row -> row[0].equals("folder") && row.length > 2)
            .map(row -> row[1] + "/" + row[2])
            .collect(Collectors.joining(","));
    if (!folders.isEmpty()) {
      settings.put("EXPECTED_FOLDERS", folders);
    }
    return Map.copyOf(settings);
  }

  private String here(String line) {
    return line.replace("{account}", environment.getOrDefault("ACCOUNT", "{account}"))
        .replace("{region}", environment.getOrDefault("AWS_REGION", "{region}"));
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "INVENTORY is wrong: " + file + " cannot be read (" + e.getMessage() + ").", e);
    }
  }
}

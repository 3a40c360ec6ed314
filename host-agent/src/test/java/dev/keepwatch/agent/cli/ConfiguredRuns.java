package dev.keepwatch.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who has configured jobs.
abstract class ConfiguredRuns {

  @TempDir Path home;
  Shell shell;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    shell.tree("one", Map.of("a.txt", "one"));
    shell.tree("two", Map.of("b.txt", "two", "cache/c", "x"));
  }

  Shell.Said run(String config, String... words) throws IOException {
    String text =
        config.replace("HOME", home.toString()).replace("TARGET", "file://" + home + "/backups");
    Path file = Files.writeString(home.resolve("config.yaml"), text);
    var all = new ArrayList<>(List.of("run", "--config", file.toString()));
    all.addAll(List.of(words));
    return shell.run(all);
  }

  static final String THREE_JOBS =
      """
      host: web01
      target: TARGET
      encryption: none
      cache: HOME/cache
      jobs:
        - name: one
          source: HOME/one
        - name: gone
          source: HOME/gone
        - name: two
          source: HOME/two
          exclude: ["**/cache"]
      """;
}

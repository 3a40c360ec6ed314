package dev.keepwatch.agent.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// What befalls a cache or temporary files.
public final class Loss {

  private Loss() {}

  /// Everything in a directory is gone; the directory stays, if it is there at all.
  public static void ofAllIn(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          if (!file.equals(directory)) {
            Files.delete(file);
          }
        }
      }
    }
  }
}

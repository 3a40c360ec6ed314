package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Arguments and environment of this process as the kernel has them.
///
/// The JVM decodes both by the locale, and in the locale `C` loses every byte that is not ASCII:
/// paths would not be found, and passphrases would not fit.
final class ProcessBytes {

  private ProcessBytes() {}

  /// @param arguments as the JVM gave them to `main`
  static List<String> arguments(String[] arguments) {
    var decoded = List.of(arguments);
    var raw = entries(Path.of("/proc/self/cmdline"));
    if (raw.size() < decoded.size()) {
      return decoded;
    }
    var tail = raw.subList(raw.size() - decoded.size(), raw.size());
    for (int i = 0; i < tail.size(); i++) {
      boolean ascii = tail.get(i).chars().allMatch(c -> c < 128);
      if (ascii && !tail.get(i).equals(decoded.get(i))) {
        return decoded; // not our arguments after all
      }
    }
    return List.copyOf(tail);
  }

  static Map<String, String> environment() {
    var variables = new LinkedHashMap<String, String>();
    for (String entry : entries(Path.of("/proc/self/environ"))) {
      int sign = entry.indexOf('=');
      if (sign > 0) {
        variables.putIfAbsent(entry.substring(0, sign), entry.substring(sign + 1));
      }
    }
    return variables.isEmpty() ? System.getenv() : Map.copyOf(variables);
  }

  private static List<String> entries(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      return List.of();
    }
    var entries = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        entries.add(RawText.decode(Arrays.copyOfRange(bytes, start, i)));
        start = i + 1;
      }
    }
    return entries;
  }
}

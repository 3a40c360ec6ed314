package dev.keepwatch.agent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The program in a process of its own, for what cannot be seen from inside: bytes of arguments,
/// variables that libraries read, rights of the user.
final class OwnProcess {

  private OwnProcess() {}

  /// The words that start it.
  static List<String> command(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /// The variables that give it a home of its own.
  static Map<String, String> environment(Path home) {
    return Map.of("HOME", home.toString(), "TZ", "UTC");
  }
}

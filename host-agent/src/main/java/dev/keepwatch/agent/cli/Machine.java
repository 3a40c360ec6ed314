package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.keys.Prompt;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.thaw.Pause;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/// What a run finds around it.
///
/// @param environment the variables, as [RawText]
/// @param hostName the short name of this host
/// @param clock what time it is
/// @param zone where times are told
/// @param prompt who can be asked
/// @param pause how time goes by
public record Machine(
    Map<String, String> environment,
    String hostName,
    InstantSource clock,
    ZoneId zone,
    Prompt prompt,
    Pause pause) {

  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /// A machine where waiting takes as long as it takes.
  public Machine(
      Map<String, String> environment,
      String hostName,
      InstantSource clock,
      ZoneId zone,
      Prompt prompt) {
    this(environment, hostName, clock, zone, prompt, Thread::sleep);
  }

  /// The machine that this process runs on.
  static Machine here() {
    return new Machine(
        ProcessBytes.environment(),
        shortHostName(),
        InstantSource.system(),
        ZoneId.systemDefault(),
        Machine::askAtTerminal);
  }

  private static String shortHostName() {
    try {
      return RawText.decode(Files.readAllBytes(HOST_NAME)).strip().replaceAll("\\..*", "");
    } catch (IOException e) {
      return "localhost";
    }
  }

  @SuppressWarnings("SystemConsoleNull") // it is null where the JDK comes without its console
  private static Optional<String> askAtTerminal(String question) {
    // Without a terminal there is no console, or one that is none, as the JDK likes.
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> Optional.ofNullable(console.readPassword("%s", question)))
        .map(String::new);
  }

  Machine withClock(InstantSource other) {
    return new Machine(environment, hostName, other, zone, prompt, pause);
  }

  /// A variable that is set, be it to nothing.
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  /// A directory that a variable names.
  Optional<Path> directory(String variable) {
    return variable(variable).filter(text -> !text.isBlank()).map(RawText::path);
  }

  /// The user's home.
  Path home() {
    return directory("HOME").orElse(Path.of("/"));
  }
}

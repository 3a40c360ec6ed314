package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.cli.keys.Prompt;
import dev.keepwatch.agent.cli.output.Channels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Somebody who types commands, on a machine with a home of its own and a clock that stands.
final class Shell {

  static final Instant T0 = Instant.ofEpochSecond(1_700_000_000L);

  final Map<String, String> environment = new HashMap<>();
  final Deque<String> answers = new ArrayDeque<>();
  final List<String> questions = new ArrayList<>();

  /// How long somebody waited, without anybody waiting.
  final List<Duration> pauses = new ArrayList<>();

  /// What happens meanwhile.
  Runnable whilePaused = () -> {};

  final Path home;
  Instant now = T0;
  ZoneId zone = ZoneId.of("UTC");
  String hostName = "web01";
  boolean live;

  Shell(Path home) throws IOException {
    this.home = home;
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", Files.createDirectories(home.resolve("tmp")).toString());
  }

  /// What became of a command.
  record Said(int exit, byte[] bytes, String errors) {
    String output() {
      return new String(bytes, UTF_8);
    }

    List<String> lines() {
      return output().lines().toList();
    }
  }

  Said run(String... arguments) {
    return run(List.of(arguments));
  }

  Said run(List<String> arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Prompt prompt =
        question -> {
          questions.add(question);
          return Optional.ofNullable(answers.poll());
        };
    var machine = new Machine(environment, hostName, () -> now, zone, prompt, this::pause);
    int exit = new Keepwatch(machine, new Channels(out, err, live)).run(arguments);
    return new Said(exit, out.toByteArray(), err.toString(UTF_8));
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
    whilePaused.run();
  }

  /// A directory with files in it.
  Path tree(String name, Map<String, String> files) throws IOException {
    Path tree = Files.createDirectories(home.resolve(name));
    for (var file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, file.getValue());
    }
    return tree;
  }

  /// The URL of an archive in the home.
  String url(String name) {
    return "file://" + home.resolve(name);
  }

  Path file(String name) {
    return home.resolve(name);
  }
}

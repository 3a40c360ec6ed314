package dev.keepwatch.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.cli.Keepwatch;
import dev.keepwatch.agent.cli.Machine;
import dev.keepwatch.agent.cli.keys.Prompt;
import dev.keepwatch.agent.cli.output.Channels;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.demo.Demo.Surroundings;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The program `keepwatch` itself, with its own command line, run within this process. What is
/// shown is what runs; only the place is abbreviated.
final class Agent {

  private static final String PLACE = "$D";

  private final Place place;
  private final Map<String, String> s3;
  private final InstantSource clock;
  private final Page page;
  private final Surroundings surroundings;

  /// @param s3 the variables that say where S3 is
  Agent(
      Place place,
      Map<String, String> s3,
      InstantSource clock,
      Page page,
      Surroundings surroundings) {
    this.place = place;
    this.s3 = Map.copyOf(s3);
    this.clock = clock;
    this.page = page;
    this.surroundings = surroundings;
  }

  /// Shows a command and runs it.
  ///
  /// @param who whose cache is used
  /// @return what it printed
  /// @throws DemoException if it did not end well
  String run(String who, List<String> words) throws DemoException {
    show(words);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode = new Keepwatch(machine(who), new Channels(out, err, false)).run(words);
    if (exitCode != 0) {
      throw new DemoException(
          "keepwatch %s ended with %d: %s"
              .formatted(words.getFirst(), exitCode, lastWords(err.toString(UTF_8))));
    }
    return out.toString(UTF_8);
  }

  private static String lastWords(String err) {
    return err.lines()
        .reduce((before, last) -> last)
        .map(line -> line.replaceFirst("^keepwatch: ", ""))
        .orElse("no word");
  }

  /// Only shows a command.
  void show(List<String> words) {
    page.command(
        Stream.concat(
                Stream.of(quoted(Path.of(surroundings.program()))), words.stream().map(this::shown))
            .toList());
  }

  /// A word as a shell understands it, with the place abbreviated.
  String shown(String word) {
    var abbreviated = word.replace(text(place.root()), PLACE);
    return abbreviated.equals(word) || isPlain(place.root())
        ? abbreviated
        : '"' + abbreviated + '"';
  }

  /// A path as a shell understands it.
  static String quoted(Path path) {
    return isPlain(path) ? text(path) : "'" + text(path).replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(Path path) {
    return text(path).matches("[A-Za-z0-9/._+@-]*");
  }

  private Machine machine(String who) {
    var environment = new HashMap<>(s3);
    environment.put("HOME", text(place.root()));
    environment.put("TMPDIR", text(place.temporary()));
    environment.put("XDG_CACHE_HOME", text(place.cache(who)));
    return new Machine(
        Map.copyOf(environment), "laptop", clock, surroundings.zone(), Prompt.NOBODY);
  }

  /// A path as the command line takes it.
  static String text(Path path) {
    return RawText.decode(PathBytes.of(path));
  }
}

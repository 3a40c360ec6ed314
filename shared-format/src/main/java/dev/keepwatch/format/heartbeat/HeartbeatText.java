package dev.keepwatch.format.heartbeat;

import dev.keepwatch.format.heartbeat.Heartbeat.Kind;
import dev.keepwatch.format.heartbeat.Heartbeat.Outcome;
import dev.keepwatch.format.json.JsonObject;
import dev.keepwatch.format.naming.BackupTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A heartbeat as JSON: one object of texts and numbers. Members that are not known are passed
/// over, so that newer hosts can say more.
public final class HeartbeatText {

  /// The version of the schema. A higher one has more members; these keep their meaning.
  public static final int SCHEMA = 1;

  /// No heartbeat is longer, in characters.
  public static final int MOST_CHARACTERS = 16 * 1024;

  /// No message is longer, in characters.
  public static final int LONGEST_MESSAGE = 2000;

  private HeartbeatText() {}

  /// The text, with a line feed behind it.
  public static String of(Heartbeat beat) {
    var json =
        new JsonObject()
            .put("schema", SCHEMA)
            .put("program", beat.program())
            .put("host", beat.host())
            .put("job", beat.job())
            .put("began", beat.began())
            .put("ended", beat.ended())
            .put("outcome", word(beat.outcome()));
    beat.set().ifPresent(set -> json.put("set", set.toString()));
    beat.kind().ifPresent(kind -> json.put("kind", word(kind)));
    json.put("errors", beat.errors())
        .put("storedBytes", beat.storedBytes())
        .put("volumes", beat.volumes())
        .put("message", cut(beat.message()));
    beat.nextRun().ifPresent(next -> json.put("nextRun", next));
    return json + "\n";
  }

  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE - 1) + "…";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// Understands what a host has written, or somebody in its name.
  ///
  /// @throws IllegalArgumentException if it is no heartbeat
  public static Heartbeat parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("longer than any heartbeat");
    }
    var members = FlatJson.read(text);
    if (number(members, "schema") < 1) {
      throw new IllegalArgumentException("no version of the schema");
    }
    try {
      return new Heartbeat(
          text(members, "program"),
          text(members, "host"),
          text(members, "job"),
          Instant.parse(text(members, "began")),
          Instant.parse(text(members, "ended")),
          word(Outcome.class, text(members, "outcome")),
          optional(members, "set").map(BackupTime::parse),
          optional(members, "kind").map(kind -> word(Kind.class, kind)),
          number(members, "errors"),
          number(members, "storedBytes"),
          number(members, "volumes"),
          text(members, "message"),
          optional(members, "nextRun").map(Instant::parse));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a time that is none", e);
    }
  }

  private static <E extends Enum<E>> E word(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  private static Optional<String> optional(Map<String, Object> members, String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static String text(Map<String, Object> members, String name) {
    return optional(members, name)
        .orElseThrow(() -> new IllegalArgumentException("no text '" + name + "'"));
  }

  private static long number(Map<String, Object> members, String name) {
    if (members.get(name) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("no number '" + name + "'");
  }
}

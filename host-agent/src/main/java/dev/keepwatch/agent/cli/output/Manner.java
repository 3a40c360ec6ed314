package dev.keepwatch.agent.cli.output;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// How a run speaks.
///
/// @param verbosity how much is said
/// @param json whether what was asked for is a document for programs; then only that stands on
///   standard output
/// @param logFile gets everything that is said in paragraphs for programs, behind what it holds
/// @param logDescriptor an open file that gets the same
/// @param stamp what stands before each line of a message
public record Manner(
    Verbosity verbosity,
    boolean json,
    Optional<Path> logFile,
    OptionalInt logDescriptor,
    Stamp stamp) {

  /// What stands before a message.
  @FunctionalInterface
  public interface Stamp {

    /// Nothing.
    Stamp NONE = level -> "";

    String before(Verbosity level);

    /// Date and time as Python's logging writes them, and the level.
    static Stamp ofTime(InstantSource clock, ZoneId zone) {
      var form = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS ", Locale.ROOT);
      return level -> form.format(clock.instant().atZone(zone)) + level + " ";
    }
  }

  /// Without anything special.
  public static Manner plain(Verbosity verbosity) {
    return new Manner(verbosity, false, Optional.empty(), OptionalInt.empty(), Stamp.NONE);
  }
}

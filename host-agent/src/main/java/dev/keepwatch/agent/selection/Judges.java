package dev.keepwatch.agent.selection;

import dev.keepwatch.agent.selection.SelectionException.Reason;
import java.util.regex.Pattern;

/// Makes a [Judge] of a rule.
final class Judges {

  private Judges() {}

  /// @param root the source as it was given
  /// @throws SelectionException if the rule cannot be understood or can match nothing below `root`
  static Judge of(Rule rule, String root) throws SelectionException {
    return switch (rule) {
      case Rule.Match match -> of(match, root);
      case Rule.IfPresent present -> ifPresent(present);
      case Rule.DeviceFiles() -> (entry, text) -> entry.isDevice() ? Opinion.EXCLUDE : Opinion.NONE;
      case Rule.AllBut(var paths) ->
          (entry, text) -> paths.contains(entry.path()) ? Opinion.NONE : Opinion.EXCLUDE;
      case Rule.OtherFilesystems() ->
          (entry, text) -> entry.isOnOtherFilesystem() ? Opinion.EXCLUDE : Opinion.NONE;
      case Rule.OlderThan(var time) -> {
        long second = time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0);
        yield (entry, text) ->
            entry.isRegular() && entry.mtimeSecond() < second ? Opinion.EXCLUDE : Opinion.NONE;
      }
    };
  }

  private static Judge of(Rule.Match rule, String root) throws SelectionException {
    if (rule.pattern().isEmpty()) {
      throw new SelectionException(Reason.MALFORMED, rule + "has no pattern");
    }
    return switch (rule.syntax()) {
      case GLOB -> glob(rule, Glob.parse(rule.pattern(), rule.ignoreCase()), root);
      case LITERAL -> glob(rule, Glob.literal(rule.pattern(), rule.ignoreCase()), root);
      case REGEX -> {
        Pattern pattern = PythonRegex.compile(rule.pattern(), rule.ignoreCase());
        var decided = Opinion.decided(rule.including());
        yield (entry, text) -> pattern.matcher(text).find() ? decided : Opinion.NONE;
      }
    };
  }

  private static Judge glob(Rule.Match rule, Glob glob, String root) throws SelectionException {
    var source = new PatientText(root);
    if (glob.opinion(true, source, true) == Opinion.NONE) {
      checkBracket(rule);
      throw new SelectionException(
          Reason.OUTSIDE_SOURCE, "%s can match nothing below the source %s".formatted(rule, root));
    }
    return (entry, text) -> glob.opinion(rule.including(), text, entry.isDirectory());
  }

  /// A bracket that is not closed stands for itself, which hardly anybody means.
  private static void checkBracket(Rule.Match rule) throws SelectionException {
    String pattern = rule.pattern();
    if (rule.syntax() == Rule.Syntax.GLOB && pattern.lastIndexOf('[') > pattern.lastIndexOf(']')) {
      throw new SelectionException(
          Reason.MALFORMED, "the pattern '%s': the bracket is not closed".formatted(pattern));
    }
  }

  private static Judge ifPresent(Rule.IfPresent rule) throws SelectionException {
    String name = rule.name();
    if (name.isEmpty() || name.contains("/") || name.equals(".") || name.equals("..")) {
      throw new SelectionException(
          Reason.MALFORMED,
          "--exclude-if-present takes the name of a file, such as .nobackup, and not '%s'"
              .formatted(name));
    }
    byte[] bytes = PathText.bytes(name);
    return (entry, text) ->
        entry.isDirectory() && entry.holds(bytes) ? Opinion.EXCLUDE : Opinion.NONE;
  }
}

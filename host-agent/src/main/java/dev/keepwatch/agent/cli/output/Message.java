package dev.keepwatch.agent.cli.output;

/// Something that is said.
///
/// @param level to whom it matters
/// @param code what it is about, for programs: duplicity's number (FORMAT.md §9.5)
/// @param extra what else programs want to know; a blank or a line feed stands before it
/// @param text the same for people; may have several lines
public record Message(Verbosity level, int code, String extra, String text) {

  /// Of no kind of its own.
  static final int GENERIC = 1;

  private static final int PROGRESS = 2;
  private static final int STATUS = 3;
  private static final int CANNOT_READ = 10;
  private static final int LISTED = 10;
  private static final int UPLOAD_PROGRESS = 16;

  static Message of(Verbosity level, String text) {
    return new Message(level, GENERIC, "", text);
  }

  public static Message error(int exitCode, String text) {
    return new Message(Verbosity.ERROR, exitCode, "", text);
  }

  /// An entry of the source that cannot be read.
  public static Message unreadable(String path, String text) {
    return new Message(Verbosity.WARNING, CANNOT_READ, " " + quoted(path), text);
  }

  /// An entry that a backup stores; the codes of duplicity are 4 for new, 5 for changed and 6 for
  /// deleted ones, the letters A, M and D.
  public static Message change(char letter, String path) {
    return new Message(
        Verbosity.INFO, 4 + "AMD".indexOf(letter), " " + quoted(path), letter + " " + path);
  }

  /// How many bytes or volumes are through.
  public static Message through(long count, String text) {
    return new Message(Verbosity.INFO, PROGRESS, " " + count, text);
  }

  /// How a backup comes along: bytes and seconds; what is left is not known before.
  public static Message underWay(long bytes, long seconds, String text) {
    long rate = bytes / Math.max(1, seconds);
    return new Message(
        Verbosity.NOTICE, UPLOAD_PROGRESS, " %d %d 0 0 %d 0".formatted(bytes, seconds, rate), text);
  }

  /// The state of an archive.
  ///
  /// @param facts a line each, for programs
  public static Message status(String facts, String page) {
    return new Message(Verbosity.INFO, STATUS, " \n" + facts, page);
  }

  /// An entry of a backup.
  ///
  /// @param time as in the names of files
  /// @param type `reg`, `dir`, `sym`, …
  public static Message listed(String time, String path, String type, String line) {
    return new Message(
        Verbosity.INFO, LISTED, " %s %s %s".formatted(time, quoted(path), type), line);
  }

  /// A path in quotes, as Python writes what is not plain ASCII.
  static String quoted(String path) {
    var quoted = new StringBuilder("'");
    path.codePoints().forEach(c -> quoted.append(quoted(c)));
    return quoted.append('\'').toString();
  }

  private static String quoted(int c) {
    return switch (c) {
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        boolean plain = c >= ' ' && c <= '~' && c != '\'';
        String form = c > 0xffff ? "\\U%08x" : c > 0xff ? "\\u%04x" : "\\x%02x";
        yield plain ? Character.toString(c) : form.formatted(c);
      }
    };
  }

  /// The paragraph that `--log-fd` and `--log-file` write: a line for programs, the text behind
  /// dots, an empty line.
  String stanza() {
    var stanza = new StringBuilder(level + " " + code + extra + "\n");
    for (String line : text.split("\n", -1)) {
      stanza.append(". ").append(line).append('\n');
    }
    return stanza.append('\n').toString();
  }
}

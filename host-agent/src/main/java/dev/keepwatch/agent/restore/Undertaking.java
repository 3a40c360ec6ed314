package dev.keepwatch.agent.restore;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.naming.BackupTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What a restore brings back, written down so that another one can tell whether it goes on with
/// the same.
///
/// @param state the time of the newest set
/// @param content the digest of the digests of all volumes: the archive may have moved, but must
///   hold the same
/// @param path what of the backup
/// @param renames what comes elsewhere
record Undertaking(BackupTime state, String content, ArchivePath path, List<Rename> renames) {

  private static final HexFormat HEX = HexFormat.of();
  private static final String END = "end";

  Undertaking {
    renames = List.copyOf(renames);
  }

  /// In what another one, that is to go on with this, is something else; in words.
  Optional<String> differenceTo(Undertaking other) {
    if (!state.equals(other.state)) {
      return Optional.of("the state of %s, not of %s".formatted(state, other.state));
    }
    if (!content.equals(other.content)) {
      return Optional.of("another archive");
    }
    if (!path.equals(other.path)) {
      return Optional.of("'%s', not '%s'".formatted(path, other.path));
    }
    return renames.equals(other.renames)
        ? Optional.empty()
        : Optional.of("the same with other words behind --rename");
  }

  /// As lines of text, all of them ASCII.
  String text() {
    var lines = new ArrayList<String>();
    lines.add("state " + state);
    lines.add("content " + content);
    lines.add("path " + HEX.formatHex(path.bytes()));
    for (var rename : renames) {
      lines.add("from " + HEX.formatHex(rename.from().bytes()));
      lines.add("to " + HEX.formatHex(rename.to().bytes()));
    }
    lines.add(END);
    return String.join("\n", lines) + "\n";
  }

  /// @return nothing if these are no such lines, or not all of them
  static Optional<Undertaking> parse(List<String> lines) {
    if (lines.size() < 4 || lines.size() % 2 != 0 || !lines.getLast().equals(END)) {
      return Optional.empty();
    }
    try {
      var renames = new ArrayList<Rename>();
      for (int i = 3; i + 1 < lines.size(); i += 2) {
        renames.add(
            new Rename(path(value("from", lines.get(i))), path(value("to", lines.get(i + 1)))));
      }
      return Optional.of(
          new Undertaking(
              BackupTime.parse(value("state", lines.get(0))),
              value("content", lines.get(1)),
              path(value("path", lines.get(2))),
              renames));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String value(String key, String line) {
    if (!line.startsWith(key + " ")) {
      throw new IllegalArgumentException("no " + key);
    }
    return line.substring(key.length() + 1);
  }

  private static ArchivePath path(String hex) {
    return ArchivePath.of(HEX.parseHex(hex));
  }
}

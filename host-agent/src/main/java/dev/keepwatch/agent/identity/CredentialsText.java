package dev.keepwatch.agent.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of an AWS credentials file: profiles in brackets, lines `name = value` below each.
///
/// Everything that is not the key of the one profile stays as it is.
final class CredentialsText {

  private static final String ID = "aws_access_key_id";
  private static final String SECRET = "aws_secret_access_key";
  private static final String TOKEN = "aws_session_token";

  private final String profile;
  private final List<String> lines;

  CredentialsText(String text, String profile) {
    this.profile = profile;
    this.lines = text.isEmpty() ? List.of() : text.lines().toList();
  }

  /// The key of the profile, if it has both halves of one.
  Optional<AccessKey> key() {
    String id = "";
    String secret = "";
    for (String line : section()) {
      if (isOf(line, ID)) {
        id = value(line);
      } else if (isOf(line, SECRET)) {
        secret = value(line);
      }
    }
    return id.isEmpty() || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(new AccessKey(id, secret));
  }

  /// The same text with another key in the profile.
  String with(AccessKey key) {
    var changed = new ArrayList<String>();
    int begin = begin();
    int end = end(begin);
    if (begin < 0) {
      changed.addAll(lines);
      if (!lines.isEmpty() && !lines.getLast().isBlank()) {
        changed.add("");
      }
      changed.add("[" + profile + "]");
      addTo(changed, key);
    } else {
      changed.addAll(lines.subList(0, begin + 1));
      addTo(changed, key);
      lines.subList(begin + 1, end).stream().filter(line -> !isOfKey(line)).forEach(changed::add);
      changed.addAll(lines.subList(end, lines.size()));
    }
    return String.join("\n", changed) + "\n";
  }

  private static void addTo(List<String> changed, AccessKey key) {
    changed.add(ID + " = " + key.id());
    changed.add(SECRET + " = " + key.secret());
  }

  private List<String> section() {
    int begin = begin();
    return begin < 0 ? List.of() : lines.subList(begin + 1, end(begin));
  }

  /// Where the profile's name stands, or -1.
  private int begin() {
    for (int i = 0; i < lines.size(); i++) {
      if (isHead(lines.get(i))
          && lines.get(i).strip().matches("\\[\\s*\\Q" + profile + "\\E\\s*].*")) {
        return i;
      }
    }
    return -1;
  }

  private int end(int begin) {
    int end = begin + 1;
    while (end < lines.size() && !isHead(lines.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean isHead(String line) {
    return line.stripLeading().startsWith("[");
  }

  private static boolean isOfKey(String line) {
    return isOf(line, ID) || isOf(line, SECRET) || isOf(line, TOKEN);
  }

  private static boolean isOf(String line, String name) {
    int equals = line.indexOf('=');
    return equals > 0 && line.substring(0, equals).strip().equalsIgnoreCase(name);
  }

  private static String value(String line) {
    return line.substring(line.indexOf('=') + 1).strip();
  }
}

package dev.keepwatch.infra.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Somebody who sends or gets mail: `keepwatch@example.org` or `Keepwatch <keepwatch@example.org>`.
///
/// @param display the name before the address, empty if there is none
public record MailAddress(String display, String address) {
  // Of what mail allows, only what means nothing special in an ARN, a policy or a list with commas.
  private static final String LOCAL = "[A-Za-z0-9](?:[A-Za-z0-9._+=-]*[A-Za-z0-9_+=-])?";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final Pattern ADDRESS =
      Pattern.compile(LOCAL + "@" + LABEL + "(?:\\." + LABEL + ")+");
  private static final Pattern NAMED = Pattern.compile("([^<>\"\\p{Cntrl}]+?) *<([^<>]*)>");

  public MailAddress {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "\"" + address + "\" is no mail address, such as backup@example.org is one");
    }
  }

  static MailAddress parse(String text) {
    Matcher named = NAMED.matcher(text);
    return named.matches()
        ? new MailAddress(named.group(1), named.group(2))
        : new MailAddress("", text);
  }

  static MailAddress parsePlain(String text) {
    MailAddress mail = parse(text);
    if (!mail.display.isEmpty()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" has a name before the address; only the sender may have one, write "
              + mail.address);
    }
    return mail;
  }

  /// What follows the `@`.
  public String domain() {
    return address.substring(address.indexOf('@') + 1);
  }

  /// The form that was parsed.
  public String text() {
    return display.isEmpty() ? address : display + " <" + address + ">";
  }
}

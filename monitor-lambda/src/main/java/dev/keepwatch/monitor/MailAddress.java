package dev.keepwatch.monitor;

import java.net.IDN;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A mail address, with or without a name before it.
///
/// @param name empty if there is none
/// @param address `local@domain`, in ASCII
record MailAddress(String name, String address) {

  private static final Pattern NAMED = Pattern.compile("\"?([^\"<>]*?)\"?\\s*<([^<>]*)>");
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");
  private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
  private static final Pattern COMMA_OUTSIDE_QUOTES =
      Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  /// Understands `address` and `name <address>`.
  ///
  /// @throws IllegalArgumentException if it is neither
  static MailAddress parse(String text) {
    String trimmed = text.strip();
    var named = NAMED.matcher(trimmed);
    return named.matches()
        ? new MailAddress(SafeText.visible(named.group(1).strip()), ascii(named.group(2), text))
        : new MailAddress("", ascii(trimmed, text));
  }

  /// Understands several, with commas between them.
  static List<MailAddress> parseAll(String text) {
    return Stream.of(COMMA_OUTSIDE_QUOTES.split(text, -1)).map(MailAddress::parse).toList();
  }

  private static String ascii(String address, String whole) {
    int at = address.lastIndexOf('@');
    String local = address.substring(0, Math.max(at, 0));
    return Stream.of(address.substring(at + 1))
        .map(MailAddress::asciiDomain)
        .filter(domain -> LOCAL.matcher(local).matches() && DOMAIN.matcher(domain).matches())
        .map(domain -> local + "@" + domain)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"" + SafeText.cut(whole) + "\" is no mail address: give name@example.org"));
  }

  private static String asciiDomain(String domain) {
    try {
      return IDN.toASCII(domain);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// As it stands in a header.
  String header() {
    return name.isEmpty() ? address : HeaderText.phrase(name) + " <" + address + ">";
  }

  /// As [#parse] understands it.
  @Override
  public String toString() {
    return name.isEmpty() ? address : "\"" + name + "\" <" + address + ">";
  }
}

package dev.keepwatch.agent.envelope.openpgp;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How people name a key: by its id (8 or 16 digits), its fingerprint (40), or a mail address of
/// its owner.
///
/// Digits may carry `0x` in front, may be grouped by blanks, and may end in the `!` that `gpg`
/// knows.
record KeyName(String text) {
  private static final Pattern DIGITS =
      Pattern.compile("(?i)(0x)?([0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{40})!?");

  static String ofId(long keyId) {
    return "0x" + HexFormat.of().withUpperCase().toHexDigits(keyId);
  }

  /// Whether it names the key with these fingerprints (its own and its subkeys') and owners.
  boolean fits(List<String> fingerprints, List<String> userIds) {
    Matcher digits = DIGITS.matcher(text.replace(" ", ""));
    if (digits.matches()) {
      String wanted = digits.group(2).toUpperCase(Locale.ROOT);
      return fingerprints.stream().anyMatch(fingerprint -> fingerprint.endsWith(wanted));
    }
    return userIds.stream().anyMatch(this::isAddressIn);
  }

  private boolean isAddressIn(String userId) {
    String wanted =
        text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text;
    int open = userId.lastIndexOf('<');
    boolean bracketed = open >= 0 && userId.endsWith(">");
    String address = bracketed ? userId.substring(open + 1, userId.length() - 1) : userId;
    return !wanted.isEmpty() && (address.equalsIgnoreCase(wanted) || userId.equals(text));
  }

  @Override
  public String toString() {
    return text;
  }
}

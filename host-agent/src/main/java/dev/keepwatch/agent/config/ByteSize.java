package dev.keepwatch.agent.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them: `200MiB`.
public final class ByteSize {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) ?(KiB|MiB|GiB|KB|MB|GB)");

  private ByteSize() {}

  /// The number of bytes.
  ///
  /// @throws IllegalArgumentException if `text` is no size
  public static long parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size: give a whole number with KiB, MiB or GiB, like 200MiB");
    }
    return Long.parseLong(form.group(1)) * unit(form.group(2));
  }

  private static long unit(String name) {
    return switch (name) {
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      case "KB" -> 1_000L;
      case "MB" -> 1_000_000L;
      default -> 1_000_000_000L;
    };
  }
}

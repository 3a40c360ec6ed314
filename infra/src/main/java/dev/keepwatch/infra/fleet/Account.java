package dev.keepwatch.infra.fleet;

import java.util.regex.Pattern;

/// Whose stacks these are.
public sealed interface Account {
  /// That of whoever deploys.
  record OfCredentials() implements Account {}

  record Numbered(String number) implements Account {
    public Numbered {
      if (!SHAPE.matcher(number).matches()) {
        throw new IllegalArgumentException(
            "\"" + number + "\" is no account, such as 123456789012 is one");
      }
    }
  }

  Pattern SHAPE = Pattern.compile("[0-9]{12}");
}

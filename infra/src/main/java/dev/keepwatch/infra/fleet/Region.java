package dev.keepwatch.infra.fleet;

import java.util.regex.Pattern;

/// Where the stacks are deployed.
public sealed interface Region {
  /// Where the credentials of whoever deploys point to.
  record OfCredentials() implements Region {}

  record Named(String name) implements Region {
    public Named {
      if (!SHAPE.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is no region, such as eu-central-1 is one");
      }
    }
  }

  Pattern SHAPE = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");
}

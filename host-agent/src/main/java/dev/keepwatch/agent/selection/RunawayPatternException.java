package dev.keepwatch.agent.selection;

import java.io.IOException;
import java.io.Serial;

/// A pattern that does not come to an end. The message says which, where, and what to do.
public final class RunawayPatternException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private static final int SHOWN = 200;

  RunawayPatternException(Rule rule, String path) {
    super(
        "%s takes too long on %s: a repetition within a repetition tries too many ways; write it simpler"
            .formatted(rule, path.length() > SHOWN ? path.substring(0, SHOWN) + "…" : path));
  }
}

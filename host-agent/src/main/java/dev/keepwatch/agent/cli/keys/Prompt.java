package dev.keepwatch.agent.cli.keys;

import java.util.Optional;

/// Asks whoever sits at the terminal for something that must not be seen.
@FunctionalInterface
public interface Prompt {

  /// Nobody is there.
  Prompt NOBODY = question -> Optional.empty();

  /// @return nothing if nobody is there to answer
  Optional<String> ask(String question);
}

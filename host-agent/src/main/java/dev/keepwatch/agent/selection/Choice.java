package dev.keepwatch.agent.selection;

import java.util.List;

/// What is wanted of a source, before it is known which.
///
/// @param rules in the order in which they were given
/// @param followLinks whether what a symbolic link points to is taken for what lies there
public record Choice(List<Rule> rules, boolean followLinks) {

  public Choice {
    rules = List.copyOf(rules);
  }

  public static Choice of(List<Rule> rules) {
    return new Choice(rules, false);
  }

  /// @param source bytes of the source's path, as it was given
  /// @throws SelectionException as [Selection#of]
  public Selection from(byte[] source) throws SelectionException {
    var selection = Selection.of(source, rules);
    return followLinks ? selection.followingLinks() : selection;
  }
}

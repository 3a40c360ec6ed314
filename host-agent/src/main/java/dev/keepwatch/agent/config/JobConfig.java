package dev.keepwatch.agent.config;

import dev.keepwatch.agent.selection.Rule;
import java.util.List;

/// One source with its archive.
///
/// @param name also the last part of its archive's URL
/// @param source an absolute path
/// @param rules what of it: first what no include brings back, then what is included, then what is
///   excluded; what no rule speaks of is backed up
/// @param before commands that run first; each a program and its arguments
/// @param after commands that run last, whatever became of the backup
public record JobConfig(
    String name,
    String source,
    List<Rule> rules,
    List<List<String>> before,
    List<List<String>> after) {

  public JobConfig {
    rules = List.copyOf(rules);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}

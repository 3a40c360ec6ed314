package dev.keepwatch.agent.tree;

/// The names of one file that has several (hard links).
///
/// @param id what all names of the file have in common, and no other file of the tree; empty for a
///   file with one name
public record LinkGroup(String id) {

  public static final LinkGroup NONE = new LinkGroup("");

  /// Whether the file has other names.
  public boolean isShared() {
    return !id.isEmpty();
  }
}

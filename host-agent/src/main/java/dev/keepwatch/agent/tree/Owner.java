package dev.keepwatch.agent.tree;

/// Whom an entry belongs to.
///
/// @param uid number of the user
/// @param gid number of the group
/// @param userName name of the user on the host that was backed up; empty if it has none
/// @param groupName name of the group there; empty if it has none
public record Owner(long uid, long gid, String userName, String groupName) {

  /// Whether the numbers are the same, whatever the names.
  public boolean sameNumbers(Owner other) {
    return uid == other.uid && gid == other.gid;
  }
}

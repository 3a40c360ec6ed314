package dev.keepwatch.agent.tree;

/// What is kept of an entry beyond what duplicity keeps: the finer time, the exact size, which
/// names are links of one file, holes, extended attributes (ACLs among them).
///
/// @param known false where the archive was written by a program that does not keep them; then all
///   else means nothing
/// @param mtimeNanos nanoseconds beyond the second in which its data last changed
/// @param sizeBytes how long a regular file is; 0 for everything else
/// @param sparse whether a regular file has holes
/// @param links which names are names of the same file
/// @param attributes extended attributes
public record Details(
    boolean known,
    int mtimeNanos,
    long sizeBytes,
    boolean sparse,
    LinkGroup links,
    Attributes attributes) {

  /// Of an entry that another program has stored.
  public static final Details UNKNOWN =
      new Details(false, 0, 0, false, LinkGroup.NONE, Attributes.NONE);

  /// The same with other attributes.
  public Details with(Attributes others) {
    return new Details(known, mtimeNanos, sizeBytes, sparse, links, others);
  }

  /// The same of a file that turned out to have this length.
  public Details ofLength(long bytes) {
    return new Details(known, mtimeNanos, bytes, sparse, links, attributes);
  }

  /// Whether the fine time is the same, where both sides know it.
  boolean sameTime(Details then) {
    return !known || !then.known || mtimeNanos == then.mtimeNanos;
  }

  /// Whether nothing else contradicts that this is the same state; where one side knows nothing,
  /// nothing does. Of a file's names it only counts whether it has others now and had none then:
  /// inode numbers, by which they are known, change when a file system is moved or a snapshot
  /// mounted, and names that have parted are told apart when they are restored.
  boolean agreesWith(Details then) {
    return !known
        || !then.known
        || sizeBytes == then.sizeBytes
            && (!links.isShared() || then.links.isShared())
            && attributes.equals(then.attributes);
  }
}

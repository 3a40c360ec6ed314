/// A tree, walked in the one order of an archive.
///
/// Every tree that the agent knows, the one on disk, the one that the signatures remember, the one
/// that the volumes hold, is a [PathSequence]: its entries, parents before children, in the order
/// of `ArchivePath`. [PathMerge] lays two of them side by side.
@NullMarked
package dev.keepwatch.agent.tree;

import org.jspecify.annotations.NullMarked;

/// Proves that a backup can be restored, and compares it with a tree.
///
/// 1. [VerifyJob] is the whole run: every file that the asked state is made of is read and proved.
/// 2. [TreeComparison] merges the tree then with the tree now, and [MetadataComparison] and
///    [DataComparison] say what differs: a [Difference].
/// 3. [Damages] hears of every file that is damaged, and [LostRanges] remembers what it could have
///    held: that is not compared, and everything else is.
///
/// Nothing here writes, neither to the archive nor to the tree.
@NullMarked
package dev.keepwatch.agent.verify;

import org.jspecify.annotations.NullMarked;

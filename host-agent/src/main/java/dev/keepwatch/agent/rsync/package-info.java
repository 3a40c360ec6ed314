/// Signatures and deltas of librsync: what lets an increment hold only what changed in a file.
///
/// 1. [SignatureWriter] sums the blocks of a file, whose length [BlockLength] chooses; the
///    signature goes into the sigtar.
/// 2. [Signature] is such a file read back and indexed: every kind that librsync writes, whoever
///    wrote it.
/// 3. [DeltaWriter] describes a newer state of the file as pieces of the old one and bytes in
///    between.
/// 4. [DeltaPatch] makes the newer state again, from the old one and the delta.
///
/// Both writers are fed the same bytes, so that a file is read once. Nothing is held by the size of
/// a file: a writer holds about one block, and a signature that is very large lies in a temporary
/// file that is already unlinked.
///
/// Inside, a block has a [WeakSum], which can be rolled on byte by byte, and a [StrongSum], which
/// decides. This package knows nothing of the rest of the house.
@NullMarked
package dev.keepwatch.agent.rsync;

import org.jspecify.annotations.NullMarked;

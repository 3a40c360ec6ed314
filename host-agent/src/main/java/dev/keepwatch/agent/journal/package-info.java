/// How far the writing of a set has come, on the disk, so that a run that was killed at any moment
/// can be continued.
///
/// [UnfinishedSet] holds what is not stored yet: the signatures and the list of changed files,
/// which grow ([SetGrowth]), and a journal. Before a sealed file may be stored, the journal has its
/// name, size and digest, and where packing goes on behind it ([Checkpoint]); after it was stored,
/// that too. [Journal] reads and writes the lines.
@NullMarked
package dev.keepwatch.agent.journal;

import org.jspecify.annotations.NullMarked;

/// A set that another program has left unfinished, taken over: its volumes are read, and from them
/// is made what a run of ours would have noted while it packed them.
///
/// 1. [AdoptionRule] says from the listing whether a set can be taken over.
/// 2. [StoredVolumes] reads its volumes: digests, ranges, and where the last one ends.
/// 3. [StoredEntries] computes the signatures of what is in them, and lists it.
/// 4. [Adoption] puts that where an interrupted run of ours would have left it.
///
/// Nothing is written to storage here.
@NullMarked
package dev.keepwatch.agent.adoption;

import org.jspecify.annotations.NullMarked;

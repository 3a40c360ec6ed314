/// The tree as it stood at an earlier time, by its bytes.
///
/// 1. [HistoryPlan] chooses the sets, and of each only the volumes that can hold the asked path;
///    [StateSearch] sees to it that no older state is given for a newer one.
/// 2. [VolumeSource] brings these volumes in, proved before anything of them is used.
/// 3. [SetMembers] reads the members of one set, parts of a file joined.
/// 4. [BackedUpTree] lays the sets over each other: [BackedUpEntry]; [NewestSetTree] tells of these
///    what the newest set holds something of.
/// 5. What stands beside the data of a set can be made again from it: [VolumeScan] reads volumes of
///    which nobody knows anything, [EntrySums] and [ChangedFiles] write down what they hold.
///
/// Nothing here writes to storage.
@NullMarked
package dev.keepwatch.agent.history;

import org.jspecify.annotations.NullMarked;

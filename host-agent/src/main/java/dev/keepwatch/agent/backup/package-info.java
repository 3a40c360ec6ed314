/// Backs a source up: decides what kind of set, packs it, stores it.
///
/// [BackupJob] is the whole run. [SetChoice] says which set it writes: one that an interrupted run
/// has begun ([Resumption], [Strangers]), or a new one. [BackupPlan] decides full or increment from
/// the catalog alone, [ParentSearch] whether what an increment needs is really there; [SetWriter]
/// writes the set, and [UploadQueue] stores volumes while the next one is packed. The manifest
/// comes last because its presence is what makes a set exist: a run that breaks before leaves
/// volumes without a manifest.
@NullMarked
package dev.keepwatch.agent.backup;

import org.jspecify.annotations.NullMarked;

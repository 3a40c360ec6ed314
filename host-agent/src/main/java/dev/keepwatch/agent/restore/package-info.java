/// Brings a backup back.
///
/// [RestoreJob] is the whole run. [TargetTree] writes what comes in archive order: a file under a
/// temporary name first, visible only when it is whole; a directory's owner, mode and time when
/// everything in it is done.
@NullMarked
package dev.keepwatch.agent.restore;

import org.jspecify.annotations.NullMarked;

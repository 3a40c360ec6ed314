/// What was deleted, brought back.
///
/// [UndeletePlan] decides from the versions of each file which deletions are taken back;
/// [UndeleteJob] tells it, and does it if it is asked to. Only delete markers are ever taken away:
/// whoever runs this with a right to delete versions cannot lose data by it.
@NullMarked
package dev.keepwatch.agent.undelete;

import org.jspecify.annotations.NullMarked;

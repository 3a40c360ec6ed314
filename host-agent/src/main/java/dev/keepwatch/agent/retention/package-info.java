/// Takes out of an archive what a policy lets go.
///
/// What that is, `RetentionPlan` decides from the listing. [RetentionJob] tells it, and deletes
/// only if it is asked to.
@NullMarked
package dev.keepwatch.agent.retention;

import org.jspecify.annotations.NullMarked;

/// What of an archive may go.
///
/// A [RetentionPolicy] says what is wanted, [RetentionPlan] what comes of it for a catalog: which
/// sets go, in which order, and why each other set stays. Nothing here deletes.
@NullMarked
package dev.keepwatch.format.retention;

import org.jspecify.annotations.NullMarked;

/// The tag that tells a file's role to the rules of a bucket, put on what other programs have
/// written.
///
/// [TaggingJob] goes through the listing and looks at several files at a time ([Lanes]);
/// [TaggingTally] counts, and decides when failures speak of more than their files.
@NullMarked
package dev.keepwatch.agent.tagging;

import org.jspecify.annotations.NullMarked;

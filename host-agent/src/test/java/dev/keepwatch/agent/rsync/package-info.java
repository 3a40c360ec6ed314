/// Signatures and deltas against librsync itself, against what duplicity wrote, and against damage.
///
/// [Rdiff] is the real program, [DuplicityGolden] what real duplicity left, [FileStates] makes
/// files and changes them.
@NullMarked
package dev.keepwatch.agent.rsync;

import org.jspecify.annotations.NullMarked;

/// Which entries of the source are backed up.
///
/// A [Selection] is a list of rules in the order they were given; each [Glob] rule that has an
/// opinion on a path decides, and the first decision counts (FORMAT.md §9.3).
@NullMarked
package dev.keepwatch.agent.selection;

import org.jspecify.annotations.NullMarked;

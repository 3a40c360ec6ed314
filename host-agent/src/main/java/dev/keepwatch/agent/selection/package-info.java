/// Which entries of the source are backed up.
///
/// A [Choice] is a list of [Rule]s in the order they were given; for one source it becomes a
/// [Selection]. Each rule is asked of each [Candidate] by a [Judge]; the first that decides counts
/// (FORMAT.md §9.3). Shell patterns are [Glob]s, regular expressions are [PythonRegex]es; both see
/// paths as [PathText]. Nothing here reads a file; lists come as bytes ([FileListText],
/// [PathList]).
@NullMarked
package dev.keepwatch.agent.selection;

import org.jspecify.annotations.NullMarked;

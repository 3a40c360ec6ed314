/// A listing understood: which sets there are, how they build on each other, and what is missing.
///
/// [StoredFile]s go into [Catalog], name by name; what comes out are [BackupSet]s in [Chain]s, and
/// [Defect]s. Volumes are kept as ranges of numbers, so that memory grows with the number of sets
/// and not with that of files. These are facts; whether a fact is bad news is for others to judge.
@NullMarked
package dev.keepwatch.format.catalog;

import org.jspecify.annotations.NullMarked;

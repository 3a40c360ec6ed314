/// The tree as it was then, by the sums of its files (FORMAT.md §5).
///
/// Each set has a signature archive ([SignatureArchiveWriter], [SignatureArchiveReader]);
/// [SignatureTree] lays those of a chain over each other. Nothing here needs a key: the archives
/// are read from the cache.
@NullMarked
package dev.keepwatch.agent.signatures;

import org.jspecify.annotations.NullMarked;

/// What this host remembers of an archive: manifests and signatures, opened.
///
/// From here increments are computed, so that no private key is needed on the host. The layout is
/// duplicity's (FORMAT.md §8): manifests as text, signature archives as gzip, `.part` behind what
/// is not stored yet. `.incoming` stands behind what is being brought in; [DurableFile] makes files
/// that outlive a power cut.
@NullMarked
package dev.keepwatch.agent.cache;

import org.jspecify.annotations.NullMarked;

/// What this host remembers of an archive: manifests and signatures, opened.
///
/// From here increments are computed, so that no private key is needed on the host. The layout is
/// duplicity's (FORMAT.md §8): manifests as text, signature archives as gzip, `.part` behind what
/// is not stored yet.
///
/// [ArchiveCache] is the directory, locked; [CacheLayout] says where what lies. [UnstoredFiles] are
/// what a run has made and not yet stored, [IncomingFiles] what is being brought in or rebuilt;
/// [DurableFile] makes files that outlive a power cut. [CacheSync] brings in what lacks.
@NullMarked
package dev.keepwatch.agent.cache;

import org.jspecify.annotations.NullMarked;

/// Copies an archive to another place, sealed in another way if that is wanted.
///
/// 1. [ReplicateJob] goes through the chains of the source, set by set.
/// 2. [SetTransfer] brings the files of one set over: volumes, signatures, and the manifest last.
/// 3. [FileTransfer] copies a file as it is, or opens it and seals it anew.
/// 4. [ManifestRewrite] gives the manifest the digests of volumes that were sealed anew, and leaves
///    everything else in it as it is.
@NullMarked
package dev.keepwatch.agent.replicate;

import org.jspecify.annotations.NullMarked;

package dev.keepwatch.agent.replicate;

import java.io.IOException;
import java.util.Optional;

/// How a replication ended.
///
/// @param sets how many sets were copied, or would have been
/// @param present how many were there already
/// @param files how many files were stored
/// @param bytes and how large they were
/// @param damages how many chains of the source end early, since they are damaged there
/// @param firstDamage the first of them
public record ReplicateResult(
    long sets,
    long present,
    long files,
    long bytes,
    long damages,
    Optional<IOException> firstDamage) {}

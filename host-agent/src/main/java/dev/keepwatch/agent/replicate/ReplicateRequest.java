package dev.keepwatch.agent.replicate;

import java.time.Instant;
import java.util.Optional;

/// What is to be copied, and how.
///
/// @param before only sets from before this time, if it is given
/// @param reseal whether encrypted files are opened and sealed anew as the destination wants it;
///   else they are copied as they are, which takes no key. What is not encrypted always becomes
///   what the destination wants
/// @param dryRun whether only to tell which sets it would be
public record ReplicateRequest(Optional<Instant> before, boolean reseal, boolean dryRun) {}

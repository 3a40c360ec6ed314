package dev.keepwatch.agent.retention;

import dev.keepwatch.format.retention.CleanupPlan;

/// How it ended.
///
/// @param plan what may go, and why the rest stays
/// @param deletedFiles how many files were deleted
/// @param deletedBytes and how large they were
public record CleanupResult(CleanupPlan plan, long deletedFiles, long deletedBytes) {}

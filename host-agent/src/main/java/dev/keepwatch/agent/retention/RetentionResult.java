package dev.keepwatch.agent.retention;

import dev.keepwatch.format.retention.RetentionPlan;

/// How it ended.
///
/// @param plan what may go, and why the rest stays
/// @param deletedFiles how many files were deleted
/// @param deletedBytes and how large they were
public record RetentionResult(RetentionPlan plan, long deletedFiles, long deletedBytes) {}

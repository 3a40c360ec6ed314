package dev.keepwatch.agent.retention;

import dev.keepwatch.format.retention.RetentionPolicy;

/// What is to be kept, and whether the rest goes at once.
///
/// @param policy what is to be kept
/// @param delete whether to delete; else it is only told what would go
public record RetentionRequest(RetentionPolicy policy, boolean delete) {}

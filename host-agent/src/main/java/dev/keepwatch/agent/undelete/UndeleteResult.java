package dev.keepwatch.agent.undelete;

/// What became of it.
///
/// @param plan what was to come back
/// @param versions whether the storage was seen to keep versions
/// @param returnedFiles how many files can be seen again
public record UndeleteResult(UndeletePlan plan, boolean versions, int returnedFiles) {}

package dev.keepwatch.agent.restore;

import dev.keepwatch.format.naming.BackupTime;
import java.util.List;

/// How a restore ended.
///
/// @param stateOf the time of the newest set that was used
/// @param entries how many entries are in their place
/// @param kept how many of them were there already
/// @param errors how many are not, or not entirely
/// @param volumes the volumes that it took, or would have taken
public record RestoreResult(
    BackupTime stateOf, long entries, long kept, long errors, List<String> volumes) {}

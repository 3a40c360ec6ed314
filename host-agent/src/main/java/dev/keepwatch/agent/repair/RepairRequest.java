package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.rsync.BlockLength;
import java.util.Optional;

/// How an archive is to be repaired.
///
/// @param hostName the host that a rebuilt manifest names, where no other manifest tells
/// @param sourceName the bytes of the path that was backed up, likewise
/// @param blockLength how long the blocks of signatures are
/// @param write whether to repair; else it is only told what would be
public record RepairRequest(
    Optional<String> hostName,
    Optional<byte[]> sourceName,
    BlockLength blockLength,
    boolean write) {}

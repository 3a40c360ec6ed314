package dev.keepwatch.agent.journal;

import dev.keepwatch.format.manifest.VolumeEntry;

/// A sealed volume, and where to go on behind it.
///
/// @param file the volume as it is to be stored
/// @param entry what the manifest will say of it
/// @param packing where packing stood when it was sealed
/// @param signatureBytes how much of the growing signatures counted then
/// @param listBytes how much of the growing list of changed files counted then
public record Checkpoint(
    SealedFile file,
    VolumeEntry entry,
    PackingState packing,
    long signatureBytes,
    long listBytes) {}

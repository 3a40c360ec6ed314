package dev.keepwatch.agent.volume;

import dev.keepwatch.format.manifest.VolumeEntry;
import java.nio.file.Path;

/// A finished volume in the spool.
///
/// @param entry what the manifest says of it
/// @param file where it lies
/// @param sizeBytes its size, sealed
public record SealedVolume(VolumeEntry entry, Path file, long sizeBytes) {}

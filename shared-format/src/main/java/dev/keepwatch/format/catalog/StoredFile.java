package dev.keepwatch.format.catalog;

import java.time.Instant;

/// A file as a listing shows it.
///
/// @param name its name below the archive's URL
/// @param sizeBytes its size
/// @param lastModified when the storage says it was written
public record StoredFile(String name, long sizeBytes, Instant lastModified) {}

package dev.keepwatch.agent.storage;

import java.time.Instant;

/// What hides a deleted file.
///
/// @param name the file
/// @param id what the storage calls this marker
/// @param at when the file was deleted
public record DeleteMarker(String name, String id, Instant at) {}

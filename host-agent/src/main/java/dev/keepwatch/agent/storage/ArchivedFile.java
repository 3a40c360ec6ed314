package dev.keepwatch.agent.storage;

/// A file that lies in an archive class.
///
/// @param name its name in the archive's folder
/// @param sizeBytes its size
/// @param archive the class
/// @param state what has become of it
public record ArchivedFile(String name, long sizeBytes, ArchiveClass archive, ThawState state) {}

package dev.keepwatch.agent.journal;

/// A sealed file that is to be stored.
///
/// @param name its name in the archive
/// @param sizeBytes its size
/// @param sha1 its digest, in lower-case hexadecimal digits
public record SealedFile(String name, long sizeBytes, String sha1) {}

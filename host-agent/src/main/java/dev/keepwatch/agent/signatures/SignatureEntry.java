package dev.keepwatch.agent.signatures;

import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.Placed;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.InputStream;
import java.util.function.Supplier;

/// What the signatures remember of an entry.
///
/// @param path its place
/// @param metadata what it was
/// @param deleted whether this says that the entry is gone; then the metadata means nothing
/// @param signatureBytes length of a regular file's librsync signature
/// @param signature that signature; to be read before the sequence goes on
public record SignatureEntry(
    ArchivePath path,
    FileMetadata metadata,
    boolean deleted,
    long signatureBytes,
    Supplier<InputStream> signature)
    implements Placed {}

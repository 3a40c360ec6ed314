package dev.keepwatch.agent.history;

import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.Placed;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import java.io.InputStream;

/// What one set holds of an entry.
///
/// @param path the entry
/// @param kind whether the data is the whole entry, its difference, or the entry is gone
/// @param metadata of the entry at the time of the set
/// @param data parts joined; to be read before the sequence goes on
public record HistoryEntry(
    ArchivePath path, MemberName.Kind kind, FileMetadata metadata, InputStream data)
    implements Placed {}

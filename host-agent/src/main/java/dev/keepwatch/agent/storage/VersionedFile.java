package dev.keepwatch.agent.storage;

import java.time.Instant;
import java.util.List;

/// A name with all that was ever stored under it, as far as the storage still has it.
///
/// @param name the file
/// @param markers its deletions, the youngest first
/// @param writtenAt when each version with data was written, the youngest first
public record VersionedFile(String name, List<DeleteMarker> markers, List<Instant> writtenAt) {

  public VersionedFile {
    markers = List.copyOf(markers);
    writtenAt = List.copyOf(writtenAt);
  }
}

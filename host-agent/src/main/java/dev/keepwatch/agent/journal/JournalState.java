package dev.keepwatch.agent.journal;

import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a journal tells.
///
/// @param set the set that is being written
/// @param settings a number for the settings with which it was begun
/// @param spool name of the directory where its sealed files lie until they are stored
/// @param volumes the sealed volumes, from the first on
/// @param signatures the sealed signatures; when they are there, the manifest is written, too
/// @param stored names of the files whose storing was answered
/// @param touched when the last line was written
public record JournalState(
    SetId set,
    String settings,
    String spool,
    List<Checkpoint> volumes,
    Optional<SealedFile> signatures,
    Set<String> stored,
    Instant touched) {

  public JournalState {
    volumes = List.copyOf(volumes);
    stored = Set.copyOf(stored);
  }

  /// Of a set of which nothing is written yet.
  public static JournalState begin(SetId set, String settings, String spool) {
    return new JournalState(
        set, settings, spool, List.of(), Optional.empty(), Set.of(), Instant.EPOCH);
  }

  public boolean isStored(SealedFile file) {
    return stored.contains(file.name());
  }
}

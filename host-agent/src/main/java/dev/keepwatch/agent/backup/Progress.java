package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.journal.Checkpoint;
import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.agent.journal.PackingState;
import dev.keepwatch.agent.journal.SealedFile;
import dev.keepwatch.agent.volume.SealedVolume;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How far a set is that is continued: its journal, held against what the archive has.
///
/// @param state what counts of the journal
/// @param waiting sealed volumes that are not stored, and lie in the spool
/// @param sealedSignatures the same of the signatures, if they are sealed and not stored
/// @param statisticsStored whether the statistics are stored
record Progress(
    JournalState state,
    List<SealedVolume> waiting,
    Optional<Path> sealedSignatures,
    boolean statisticsStored) {

  Progress {
    waiting = List.copyOf(waiting);
  }

  /// Of a set that begins.
  static Progress none(JournalState begun) {
    return new Progress(begun, List.of(), Optional.empty(), false);
  }

  /// Where packing stands; nothing if no volume counts.
  Optional<PackingState> packing() {
    return state.volumes().isEmpty()
        ? Optional.empty()
        : Optional.of(state.volumes().getLast().packing());
  }

  /// Whether all volumes are packed: the signatures are sealed after them.
  boolean isPacked() {
    return state.signatures().isPresent()
        || packing()
            .map(PackingState::place)
            .filter(PackingState.Place.End.class::isInstance)
            .isPresent();
  }

  List<SealedFile> storedVolumes() {
    return state.volumes().stream().map(Checkpoint::file).filter(state::isStored).toList();
  }
}

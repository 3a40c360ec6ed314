package dev.keepwatch.agent.replicate;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Damage;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One replication: every set of the source's chains, each after those that it builds on.
///
/// Sets that are whole in the destination are left alone, so a run that broke off can be repeated.
/// A set that is there in part is completed if its files are the same, byte for byte, as those that
/// would be stored now. Where they cannot be, since they are encrypted anew, it is refused: no name
/// is ever written twice.
public final class ReplicateJob {

  private final Archive source;
  private final Archive destination;
  private final Path temporary;
  private final ReplicateListener listener;
  private long sets;
  private long present;
  private long files;
  private long bytes;
  private long damages;
  private @Nullable IOException firstDamage;

  /// @param temporary where the spool may lie
  public ReplicateJob(
      Archive source, Archive destination, Path temporary, ReplicateListener listener) {
    this.source = source;
    this.destination = destination;
    this.temporary = temporary;
    this.listener = listener;
  }

  /// Copies. A chain that is damaged in the source is copied up to there, and the next has its
  /// turn.
  ///
  /// @throws StorageException exists if something else has a name that is needed
  public ReplicateResult run(ReplicateRequest request) throws IOException {
    var from = source.catalog();
    var there = byId(destination.catalog());
    try (var spool = Spool.below(temporary)) {
      for (var chain : from.chains()) {
        replicate(chain, there, request, spool);
      }
    }
    return new ReplicateResult(
        sets, present, files, bytes, damages, Optional.ofNullable(firstDamage));
  }

  private static Map<SetId, BackupSet> byId(Catalog catalog) {
    return catalog.sets().collect(Collectors.toMap(BackupSet::id, set -> set));
  }

  private void replicate(
      Chain chain, Map<SetId, BackupSet> there, ReplicateRequest request, Spool spool)
      throws IOException {
    var copied = new CopiedChain(destination);
    try {
      for (var set : wanted(chain, request)) {
        Optional<BackupSet> copy = Optional.ofNullable(there.get(set.id()));
        if (copy.filter(BackupSet::isComplete).isPresent()) {
          checkWhole(set, copy.get());
          present++;
          copied.present(copy.get());
          listener.present(set);
        } else {
          replicate(set, copy, copied, request, spool);
        }
      }
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw e;
      }
      damages++;
      firstDamage = firstDamage == null ? e : firstDamage;
      listener.damaged(e);
    }
  }

  private static List<BackupSet> wanted(Chain chain, ReplicateRequest request) {
    return chain.sets().stream()
        .filter(set ->
            request.before().isEmpty() || set.time().instant().isBefore(request.before().get()))
        .toList();
  }

  private void replicate(
      BackupSet set,
      Optional<BackupSet> part,
      CopiedChain copied,
      ReplicateRequest request,
      Spool spool)
      throws IOException {
    if (part.isPresent() && SetTransfer.isUnrepeatable(destination, set, request.reseal())) {
      throw refused(
          set,
          "only a part of it is there, from a run that broke off, and what is encrypted anew never"
              + " fits it. Delete its files there, and run again");
    }
    listener.begins(set);
    sets++;
    if (request.dryRun()) {
      return;
    }
    Set<String> names =
        part.map(there -> there.fileNames().collect(Collectors.toSet())).orElse(Set.of());
    long average = set.sizeBytes() / Math.max(1, set.volumeCount());
    var transfer = new FileTransfer(source, destination, spool, listener, names, average);
    try {
      var copy =
          new SetTransfer(source, set, copied.digest(), request.reseal(), transfer, listener);
      copied.copied(set.id(), copy.run());
    } finally {
      files += transfer.files();
      bytes += transfer.bytes();
    }
  }

  private void checkWhole(BackupSet set, BackupSet copy) throws StorageException {
    if (!copy.isWhole() || copy.volumeCount() != set.volumeCount()) {
      throw refused(
          set,
          "it is there already, and is not the same: %d volumes instead of %d. Look with keepwatch collection-status, and delete its files there if they are of no use"
              .formatted(copy.volumeCount(), set.volumeCount()));
    }
  }

  private StorageException refused(BackupSet set, String why) {
    return new StorageException(
        Reason.EXISTS,
        "cannot copy the %s to %s: %s".formatted(set.id(), destination.storage().location(), why));
  }
}

package dev.keepwatch.agent.tagging;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.FileTags;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.Tagging;
import dev.keepwatch.format.naming.NamingScheme;

/// Gives every file of an archive the tag of its role, where it has another or none.
///
/// Files come page by page from the listing and are not remembered. Whoever runs it again finds
/// what is right already, so a run that broke off needs no memory either.
public final class TaggingJob {

  /// How many files are looked at at a time: it is all waiting for answers.
  static final int IN_FLIGHT = 8;

  private final Storage storage;
  private final Tagging tagging;
  private final NamingScheme names;
  private final TaggingListener listener;

  /// @param storage where the archive lies
  /// @param tagging how files are tagged there
  /// @param names what the files of the archive are called; what has another name is left alone
  public TaggingJob(
      Storage storage, Tagging tagging, NamingScheme names, TaggingListener listener) {
    this.storage = storage;
    this.tagging = tagging;
    this.names = names;
    this.listener = listener;
  }

  /// Tags what lies there. A file that fails does not keep the others from it.
  ///
  /// @param dryRun whether only to look
  /// @throws StorageException if nothing can be tagged there at all
  public TaggingResult run(boolean dryRun) throws StorageException {
    var tally = new TaggingTally();
    try (var lanes = new Lanes(IN_FLIGHT)) {
      storage.list(file -> take(file.name(), dryRun, lanes, tally));
      lanes.await();
    }
    return tally.result();
  }

  private void take(String name, boolean dryRun, Lanes lanes, TaggingTally tally) {
    var role = names.parse(name).map(FileRole::of);
    if (role.isEmpty()) {
      tally.foreign();
    } else if (tally.isGivenUp()) {
      tally.untried();
    } else {
      lanes.put(() -> tag(name, role.get(), dryRun, tally));
    }
  }

  private void tag(String name, FileRole role, boolean dryRun, TaggingTally tally) {
    try {
      FileTags before = tagging.look(name);
      if (before.tell(role)) {
        tally.right();
        listener.right(name);
        return;
      }
      checkRoom(name, before);
      if (!dryRun) {
        tagging.replace(name, before.with(role));
      }
      tally.tagged();
      listener.tagged(name, role, before);
    } catch (StorageException e) {
      if (tally.failed(e)) {
        listener.failed(e);
      }
    }
  }

  private void checkRoom(String name, FileTags tags) throws StorageException {
    if (!tags.haveRoom()) {
      throw new StorageException(
          Reason.FAILED,
          "cannot tag %s in %s: it has %d tags of others already, and there can be no more. Take one of them away, and run this again."
              .formatted(name, storage.location(), tags.values().size()));
    }
  }
}

package dev.keepwatch.agent.journal;

import dev.keepwatch.agent.posix.DirectorySync;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// A set that is being written: what grows of it, and the journal of what is sealed and stored.
public final class UnfinishedSet implements Closeable {

  private static final String JOURNAL = "journal";
  private static final String NEXT_JOURNAL = "journal.next";

  private final Journal journal;
  private final SetGrowth growth;
  private boolean worthKeeping;

  private UnfinishedSet(Journal journal, SetGrowth growth, boolean worthKeeping) {
    this.journal = journal;
    this.growth = growth;
    this.worthKeeping = worthKeeping;
  }

  /// What an earlier run has left.
  ///
  /// @param directory where it would be
  /// @throws JournalException if that cannot be understood
  public static Optional<JournalState> find(Path directory) throws IOException {
    Path journal = directory.resolve(JOURNAL);
    if (Files.exists(journal, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(journal, LinkOption.NOFOLLOW_LINKS)) {
      throw new JournalException(journal + " is no file");
    }
    return Files.exists(journal) ? Journal.read(journal) : Optional.empty();
  }

  /// Goes on behind the last volume of `state`, or begins if there is none. What grew after it is
  /// dropped.
  ///
  /// @param signatures where the set's signatures grow, as gzip
  /// @param state what counts of what was found
  public static UnfinishedSet goOn(Path directory, Path signatures, JournalState state)
      throws IOException {
    SetGrowth.makeDirectory(directory);
    Path next = directory.resolve(NEXT_JOURNAL);
    Files.deleteIfExists(next);
    var journal = Journal.begin(next, state.set(), state.settings(), state.spool());
    try {
      for (var checkpoint : state.volumes()) {
        journal.sealed(checkpoint);
      }
      if (state.signatures().isPresent()) {
        journal.sealed(state.signatures().get());
      }
      for (String name : state.stored()) {
        journal.stored(name);
      }
      journal.makeDurable();
      Files.move(next, directory.resolve(JOURNAL), StandardCopyOption.ATOMIC_MOVE);
      DirectorySync.force(directory);
      return new UnfinishedSet(
          journal,
          SetGrowth.goOn(directory, signatures, counting(state.volumes())),
          !state.volumes().isEmpty());
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  private static SetGrowth.Lengths counting(List<Checkpoint> volumes) {
    return volumes.isEmpty()
        ? SetGrowth.Lengths.NOTHING
        : new SetGrowth.Lengths(volumes.getLast().signatureBytes(), volumes.getLast().listBytes());
  }

  /// Where the signature archive goes.
  public OutputStream signatures() {
    return growth.signatures();
  }

  /// Where the lines of the list of changed files go.
  public OutputStream list() {
    return growth.list();
  }

  /// The list of changed files, as far as it is flushed.
  public Path listFile() {
    return growth.listFile();
  }

  /// A volume is sealed. When this returns, it may be stored: whatever happens, a later run knows
  /// of it.
  public void sealed(SealedFile file, VolumeEntry entry, PackingState packing) throws IOException {
    var lengths = growth.sync();
    journal.sealed(
        new Checkpoint(file, entry, packing, lengths.signatureBytes(), lengths.listBytes()));
    worthKeeping = true;
  }

  /// Returns when signatures and list are on the disk as far as they have come.
  public void sync() throws IOException {
    growth.sync();
  }

  /// The signatures are sealed, and the manifest is written; both may be stored.
  public void sealed(SealedFile sealedSignatures) throws IOException {
    journal.sealed(sealedSignatures);
  }

  /// A file is stored.
  public void stored(String name) throws IOException {
    journal.stored(name);
  }

  /// Nothing can come of it any more.
  public void abandon() {
    worthKeeping = false;
  }

  /// Whether something is sealed, so that it pays to go on with it.
  public boolean isWorthKeeping() {
    return worthKeeping;
  }

  @Override
  public void close() throws IOException {
    try (journal) {
      growth.close();
    }
  }
}

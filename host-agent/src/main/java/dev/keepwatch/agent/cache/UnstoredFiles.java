package dev.keepwatch.agent.cache;

import dev.keepwatch.agent.posix.DirectorySync;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What a run has made of its set and not yet stored, or an interrupted run had. It lies in a
/// directory into which duplicity does not look.
public final class UnstoredFiles {

  private static final String DIRECTORY = "keepwatch-unfinished";

  /// Before the name of a manifest that cannot be in the archive yet.
  private static final String DRAFT = "draft.";

  private final CacheLayout layout;

  UnstoredFiles(CacheLayout layout) {
    this.layout = layout;
  }

  public Path directory() {
    return layout.directory().resolve(DIRECTORY);
  }

  /// Where the manifest goes until it is announced.
  public Path draft(SetId set) {
    Path announced = manifest(set);
    return announced.resolveSibling(DRAFT + announced.getFileName());
  }

  /// From now on the manifest may be in the archive: a listing that shows it shows ours.
  public void announce(SetId set) throws IOException {
    Files.move(draft(set), manifest(set), StandardCopyOption.ATOMIC_MOVE);
    DirectorySync.force(directory());
  }

  /// The manifest, once it may be in the archive.
  public Path manifest(SetId set) {
    return unstored(layout.manifest(set));
  }

  /// Where the signatures go (as gzip).
  public Path signatures(SetId set) {
    return unstored(layout.signatures(set));
  }

  private Path unstored(Path file) {
    return directory().resolve(file.getFileName());
  }

  /// Takes the set's files for stored, and lets go of the rest.
  void commit(SetId set) throws IOException {
    for (Path file : List.of(layout.signatures(set), layout.manifest(set))) {
      if (Files.exists(unstored(file))) {
        Files.move(unstored(file), file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  void discard() throws IOException {
    for (Path file : files()) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(directory());
  }

  List<Path> files() throws IOException {
    return Files.isDirectory(directory()) ? CacheLayout.filesLike(directory(), "*") : List.of();
  }
}

package dev.keepwatch.agent.cache;

import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Files of a set that are being brought in or rebuilt, under names under which nobody looks for
/// them until they are adopted.
public final class IncomingFiles {

  /// Behind the name. It must not look like [PeerNotes]: what is half there would be taken for what
  /// a run has finished.
  static final String SUFFIX = ".incoming";

  private final CacheLayout layout;
  private final SetId set;

  IncomingFiles(CacheLayout layout, SetId set) {
    this.layout = layout;
    this.set = set;
  }

  public Path manifest() {
    return incoming(layout.manifest(set));
  }

  /// Where signatures go (as gzip).
  public Path signatures() {
    return incoming(layout.signatures(set));
  }

  /// From now on they are those of the archive.
  public void adopt() throws IOException {
    for (Path file : List.of(layout.signatures(set), layout.manifest(set))) {
      if (Files.exists(incoming(file))) {
        Files.move(incoming(file), file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /// Lets go of what was not adopted.
  public void drop() throws IOException {
    Files.deleteIfExists(manifest());
    Files.deleteIfExists(signatures());
  }

  static Path incoming(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }
}

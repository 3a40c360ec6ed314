package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.rsync.SignedFile;
import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.agent.signatures.SignatureTree;
import dev.keepwatch.agent.tree.LinkGroup;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// A look at everything that is to be restored, before anything is written: how much it is, whether
/// two entries would come to one place, and what is there already. The signatures tell; no volume
/// is needed.
final class Survey {

  /// How many files with several names are remembered; the rest counts as often as it has names.
  private static final int MOST_GROUPS = 200_000;

  /// PATH_MAX of Linux; and a place where nothing can be.
  private static final int LONGEST_PATH = 4096;

  private static final Path NOWHERE = Path.of("/dev/null/nowhere");

  static final int THERE = 1;
  static final int LACKING = 0;

  /// What was found.
  ///
  /// @param newBytes what files take, at least: of one with holes nothing is counted, and what a
  ///   file that is replaced gives back is taken off
  /// @param plan the volumes that are still needed
  /// @param known whether these volumes tell what became of an entry
  record Findings(long newBytes, HistoryPlan plan, Predicate<ArchivePath> known) {
    /// Where nothing was looked at.
    static Findings none(HistoryPlan plan) {
      return new Findings(0, plan, any -> true);
    }
  }

  private final RestoreRequest request;
  private final Path target;
  private final Places places;
  private final VolumeMarks marks;
  private final Set<LinkGroup> groups = new HashSet<>();
  private long newBytes;

  /// @param target the target itself
  Survey(RestoreRequest request, Path target, HistoryPlan plan) throws TargetException {
    this.request = request;
    this.target = target;
    this.places = new Places(request);
    this.marks = new VolumeMarks(plan);
  }

  /// Looks.
  ///
  /// @param standing a new file; for each entry in the order of the signatures whether it is there
  /// @throws TargetException if entries would meet, or what is to be renamed is not in the backup
  Findings look(SignatureTree signatures, Path standing) throws IOException {
    try (var flags = new BufferedOutputStream(Files.newOutputStream(standing))) {
      for (var entry = signatures.next(); entry != null; entry = signatures.next()) {
        if (entry.path().startsWith(request.path())) {
          look(entry, flags);
        }
      }
    }
    var absent = places.absent();
    if (!absent.isEmpty()) {
      throw new TargetException(
          "--rename: '%s' is not in what is to be restored".formatted(absent.getFirst()));
    }
    long needed = Math.max(0, newBytes);
    return request.resume()
        ? new Findings(needed, marks.marked(), marks::hasAllOf)
        : new Findings(needed, marks.all(), any -> true);
  }

  private void look(SignatureEntry entry, OutputStream flags) throws IOException {
    var path = places.of(entry.path());
    var signature = new BufferedInputStream(entry.signature().get());
    long size = entry.metadata().isRegular() ? sizeOf(entry, signature) : 0;
    Path place = path.length() > LONGEST_PATH ? NOWHERE : onDisk(path);
    boolean there = request.resume() && Standing.isThere(place, entry, signature);
    flags.write(there ? THERE : LACKING);
    if (!there) {
      marks.mark(entry.path());
      newBytes += size - givenBack(place);
    }
  }

  private Path onDisk(ArchivePath path) {
    return path.isRoot() ? target : PathBytes.toPath(onDisk(path.parent()), path.name());
  }

  private long sizeOf(SignatureEntry entry, BufferedInputStream signature) throws IOException {
    var details = entry.metadata().details();
    if (details.links().isShared() && groups.size() < MOST_GROUPS && !groups.add(details.links())) {
      return 0;
    }
    if (details.known()) {
      return details.sparse() ? 0 : details.sizeBytes();
    }
    signature.mark(SignedFile.HEADER_BYTES);
    long least = SignedFile.leastBytes(signature, entry.signatureBytes());
    signature.reset();
    return least;
  }

  /// What the file takes that is replaced.
  private long givenBack(Path place) throws IOException {
    if ((!request.overwrite() && !request.resume())
        || !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    var status = FileStatus.of(place);
    return status.links() == 1 ? status.allocatedBytes() : 0;
  }
}

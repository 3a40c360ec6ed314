package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.OpenPath;
import dev.keepwatch.agent.posix.Posix;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a restore stands on: the target, and the workshop, which lies in the target if that is a
/// directory and beside it if not.
final class Ground implements Closeable {

  private static final int OWNERS_RIGHTS = 0700;
  private static final int PERMISSIONS = 07777;

  private final Path place;
  private final Undertaking undertaking;
  private final RandomGenerator names;
  private @Nullable OpenPath around;
  private @Nullable Workshop workshop;
  private boolean inside;

  /// @param place where the target is, or comes
  /// @param names makes the names of workshops, which nobody else may have
  Ground(Path place, Undertaking undertaking, RandomGenerator names) {
    this.place = place;
    this.undertaking = undertaking;
    this.names = names;
  }

  Path place() {
    return place;
  }

  /// The workshop of a target that is a directory.
  Workshop workshopIn(OpenPath target) throws IOException {
    if (workshop != null) {
      return workshop;
    }
    inside = true;
    return open(target.directory(), null);
  }

  /// The workshop of a target that is something else.
  Workshop workshopBeside() throws IOException {
    if (workshop != null) {
      return workshop;
    }
    return open(Objects.requireNonNull(place.toAbsolutePath().getParent()), place);
  }

  /// Takes over what an interrupted restore of the same left; what others left goes.
  private Workshop open(Path directory, @Nullable Path beside) throws IOException {
    around = OpenPath.ofDirectory(directory, true);
    for (var found : Seal.in(around, beside)) {
      var left = Workshop.takenOver(around, found.name());
      if (workshop == null && found.isAbout(undertaking)) {
        workshop = left;
      } else {
        left.remove();
      }
    }
    if (workshop == null) {
      var seal = Seal.of(beside, undertaking);
      workshop = Workshop.sealed(around, Seal.newName(names), seal);
    }
    return workshop;
  }

  /// Everything is in its place: it is brought to the disk, and then nothing tells of an unfinished
  /// restore any more.
  void finish() throws IOException {
    if (workshop == null || around == null) {
      return;
    }
    Posix.syncFileSystem(around.path());
    Path directory = around.directory();
    var before = FileStatus.of(directory);
    int mode = before.mode() & PERMISSIONS;
    boolean closed = inside && (mode & OWNERS_RIGHTS) != OWNERS_RIGHTS;
    if (closed) {
      Files.setAttribute(directory, "unix:mode", mode | OWNERS_RIGHTS);
    }
    workshop.remove();
    workshop = null;
    if (closed) {
      Files.setAttribute(directory, "unix:mode", mode);
    }
    if (inside) {
      Posix.utimensat(directory, before.mtimeSecond(), before.mtimeNanos(), false);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (workshop != null) {
        workshop.close();
      }
    } finally {
      if (around != null) {
        around.close();
      }
    }
  }
}

package dev.keepwatch.agent.history;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.rsync.DeltaFormatException;
import dev.keepwatch.agent.rsync.DeltaPatch;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.Placed;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName.Kind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An entry as it was at the end of a chain of sets: its basis and the differences since.
///
/// @param layers the basis first, then differences, oldest first; never empty
public record BackedUpEntry(List<HistoryEntry> layers) implements Placed {

  private static final int BUFFER = 64 * 1024;

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  @Override
  public ArchivePath path() {
    return layers.getLast().path();
  }

  /// What the newest set says of the entry.
  public FileMetadata metadata() {
    return layers.getLast().metadata();
  }

  /// Whether it is a regular file that one set holds in full: there is nothing to put together.
  public boolean isWhole() {
    return layers.size() == 1
        && layers.getFirst().kind() == Kind.SNAPSHOT
        && metadata().isRegular();
  }

  /// The data of a file that [#isWhole]; to be read before the tree goes on.
  public InputStream wholeData() {
    if (!isWhole()) {
      throw new IllegalStateException("'" + path() + "' has to be put together first");
    }
    return layers.getFirst().data();
  }

  /// Writes the data of a regular file. Good until the tree goes on.
  ///
  /// @param to the file to write; must not exist. What a failure leaves of it is the caller's
  /// @param spool for what stands between basis and result
  /// @param limitBytes how large the file may become at most: a few bytes of difference can ask for
  ///   any number
  /// @throws ArchiveException damaged if the differences do not fit the basis; the other entries
  ///   are not concerned
  public void writeData(Path to, Spool spool, long limitBytes) throws IOException {
    if (layers.getFirst().kind() != Kind.SNAPSHOT || !layers.getFirst().metadata().isRegular()) {
      throw damaged("its difference is there, but not what it is a difference from", null);
    }
    int last = layers.size() - 1;
    Path basis = last == 0 ? to : spool.file("basis-0");
    try (var out = create(basis)) {
      layers.getFirst().data().transferTo(out);
    } catch (IOException e) {
      Files.deleteIfExists(basis);
      throw e;
    }
    for (int i = 1; i <= last; i++) {
      Path result = i == last ? to : spool.file("basis-" + i);
      try {
        long limit = i == last ? limitBytes : spool.freeBytes();
        patch(basis, layers.get(i), result, limit);
      } catch (IOException e) {
        Files.deleteIfExists(result);
        throw e;
      } finally {
        Files.deleteIfExists(basis);
      }
      basis = result;
    }
  }

  private void patch(Path basis, HistoryEntry difference, Path result, long limitBytes)
      throws IOException {
    try (SeekableByteChannel old = Files.newByteChannel(basis);
        var delta = new BufferedInputStream(difference.data(), BUFFER);
        var out = new BufferedOutputStream(create(result), BUFFER)) {
      DeltaPatch.apply(old, delta, out, limitBytes);
    } catch (DeltaFormatException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  /// Readable by nobody else until the entry's own mode is set.
  private OutputStream create(Path file) throws IOException {
    var channel = Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), PRIVATE);
    return metadata().details().sparse()
        ? new SparseOutput(channel)
        : Channels.newOutputStream(channel);
  }

  private ArchiveException damaged(String why, @Nullable Exception cause) {
    String message = "'%s' cannot be put together: %s".formatted(path(), why);
    return cause == null
        ? new ArchiveException(Reason.DAMAGED, message)
        : new ArchiveException(Reason.DAMAGED, message, cause);
  }
}

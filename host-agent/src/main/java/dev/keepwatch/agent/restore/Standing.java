package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.agent.rsync.SignedFile;
import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.agent.stream.BlockInputStream;
import dev.keepwatch.agent.tree.FileMetadata;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Whether what lies at a place is what the backup holds, so that it need not be brought back.
///
/// Length and time prove nothing, since anybody can set them: a file is read, and each block's sums
/// compared with those of the backup. What has only its metadata is compared by that.
final class Standing {

  private static final int FORMAT = 0xf000;
  private static final int BUFFER = 64 * 1024;

  private Standing() {}

  /// What reading fails of is not there. What the signatures fail of is thrown.
  ///
  /// @param signature that of the entry, from its beginning
  static boolean isThere(Path place, SignatureEntry entry, InputStream signature)
      throws IOException {
    var metadata = entry.metadata();
    try {
      if (!isOfItsKind(place, metadata)) {
        return false;
      }
      boolean alone = FileStatus.of(place).links() == 1 || metadata.details().links().isShared();
      if (!metadata.isRegular()) {
        return alone || metadata.isDirectory();
      }
      if (!alone) {
        return false;
      }
    } catch (IOException e) {
      return false;
    }
    return hasData(place, entry, signature);
  }

  private static boolean hasData(Path place, SignatureEntry entry, InputStream signature)
      throws IOException {
    InputStream file;
    try {
      file = new BufferedInputStream(new UpToFailure(Files.newInputStream(place)), BUFFER);
    } catch (IOException e) {
      return false;
    }
    try (file) {
      return SignedFile.is(signature, entry.signatureBytes(), file);
    }
  }

  /// Whether it is a file, a directory, a fifo; of a link also where it points to, of a device
  /// which one it is.
  static boolean isOfItsKind(Path place, FileMetadata metadata) throws IOException {
    var status = FileStatus.of(place);
    int format = status.mode() & FORMAT;
    return switch (metadata.type()) {
      case REGULAR -> format == 0x8000;
      case DIRECTORY -> format == 0x4000;
      case FIFO -> format == 0x1000;
      case SYMLINK ->
          format == 0xa000 && Arrays.equals(Posix.readlink(place), metadata.linkTarget().bytes());
      case CHARACTER_DEVICE -> format == 0x2000 && isDevice(status, metadata);
      case BLOCK_DEVICE -> format == 0x6000 && isDevice(status, metadata);
    };
  }

  private static boolean isDevice(FileStatus status, FileMetadata metadata) {
    return status.deviceMajor() == metadata.device().major()
        && status.deviceMinor() == metadata.device().minor();
  }

  /// A disk that fails while it is read ends the file, and the sums tell.
  private static final class UpToFailure extends BlockInputStream {
    private final InputStream file;

    UpToFailure(InputStream file) {
      this.file = file;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        return file.read(buffer, offset, length);
      } catch (IOException e) {
        return -1;
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}

package dev.keepwatch.agent.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// What grows of a set that is being written: its signatures and its list of changed files.
public final class SetGrowth implements Closeable {

  private static final String LIST = "changed-files";

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final GrowingFile signatureFile;
  private final GzipPieces signatures;
  private final GrowingFile list;
  private final Path listFile;

  /// How much of the two files counts.
  ///
  /// @param signatureBytes of the growing signatures, compressed
  /// @param listBytes of the growing list of changed files
  public record Lengths(long signatureBytes, long listBytes) {
    static final Lengths NOTHING = new Lengths(0, 0);
  }

  /// @param counting what stands behind is dropped
  private SetGrowth(Path signatures, Path list, Lengths counting) throws IOException {
    this.listFile = list;
    this.signatureFile = new GrowingFile(signatures, counting.signatureBytes());
    try {
      this.list = new GrowingFile(list, counting.listBytes());
    } catch (IOException e) {
      signatureFile.close();
      throw e;
    }
    this.signatures = new GzipPieces(signatureFile);
  }

  /// Begins in a directory, which is made if it is not there.
  ///
  /// @param signatures where the set's signatures grow, as gzip
  public static SetGrowth begin(Path directory, Path signatures) throws IOException {
    makeDirectory(directory);
    return goOn(directory, signatures, Lengths.NOTHING);
  }

  static SetGrowth goOn(Path directory, Path signatures, Lengths counting) throws IOException {
    return new SetGrowth(signatures, directory.resolve(LIST), counting);
  }

  /// Makes the directory of an unfinished set, readable by nobody else.
  static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory, PRIVATE);
    }
  }

  /// Where the signature archive goes.
  public OutputStream signatures() {
    return signatures;
  }

  /// Where the lines of the list of changed files go.
  public OutputStream list() {
    return list;
  }

  /// The list of changed files, as far as it is flushed.
  Path listFile() {
    return listFile;
  }

  /// Returns when everything that has come is on the disk, and both files can be cut here.
  public Lengths sync() throws IOException {
    signatures.endPiece();
    return new Lengths(signatureFile.sync(), list.sync());
  }

  @Override
  public void close() throws IOException {
    try (signatureFile;
        list) {
      signatures.close();
    }
  }
}

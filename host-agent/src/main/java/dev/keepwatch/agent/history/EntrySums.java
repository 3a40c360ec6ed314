package dev.keepwatch.agent.history;

import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.rsync.BlockLength;
import dev.keepwatch.agent.rsync.SignatureWriter;
import dev.keepwatch.agent.signatures.SignatureArchiveWriter;
import dev.keepwatch.agent.volume.SpillBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Computes the signatures of a set from its data: the same entries, and of each file the sums, as
/// a backup writes them.
///
/// @param signatures takes them
/// @param spool where files are put together
/// @param blockLength how long the blocks are
public record EntrySums(SignatureArchiveWriter signatures, Spool spool, BlockLength blockLength) {

  private static final int BUFFER = 64 * 1024;

  /// Adds an entry; entries come in the order of the set.
  ///
  /// @return how many bytes its file has; 0 for everything else
  public long write(NewestSetTree.Entry entry) throws IOException {
    if (entry.isGone()) {
      signatures.deleted(entry.path());
      return 0;
    }
    if (!entry.held().metadata().isRegular()) {
      signatures.other(entry.path(), entry.held().metadata());
      return 0;
    }
    return writeSums(entry);
  }

  private long writeSums(NewestSetTree.Entry entry) throws IOException {
    var metadata = entry.held().metadata();
    var details = metadata.details();
    Path file = spool.file("file");
    try (var sums = new SpillBuffer(spool.file("signature"))) {
      entry.state().writeData(file, spool, spool.freeBytes());
      long size = Files.size(file);
      var writer =
          new SignatureWriter(blockLength.of(details.known() ? details.sizeBytes() : size), sums);
      try (var data = Files.newInputStream(file)) {
        byte[] buffer = new byte[BUFFER];
        for (int count = data.read(buffer); count >= 0; count = data.read(buffer)) {
          writer.update(buffer, 0, count);
        }
      }
      writer.finish();
      try (var content = sums.read()) {
        signatures.file(entry.path(), metadata.with(details.ofLength(size)), sums.size(), content);
      }
      return size;
    } finally {
      Files.deleteIfExists(file);
    }
  }
}

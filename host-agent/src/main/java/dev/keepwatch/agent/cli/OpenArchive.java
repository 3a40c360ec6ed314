package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cli.keys.ArchiveEnvelopes;
import dev.keepwatch.agent.deflate.DeflatePool;
import java.io.IOException;
import java.nio.file.Path;

/// An archive in use, with everything that has to be closed behind it.
///
/// @param archive the archive
/// @param envelopes its envelopes
/// @param pool the threads that compress
/// @param cacheDirectory where its cache is
record OpenArchive(
    Archive archive, ArchiveEnvelopes envelopes, DeflatePool pool, Path cacheDirectory)
    implements AutoCloseable {

  /// Opens the cache, which keeps other runs away from this archive.
  ///
  /// @throws ArchiveException busy if there is another run
  ArchiveCache cache() throws IOException {
    try {
      return ArchiveCache.open(cacheDirectory, archive.names());
    } catch (ArchiveException e) {
      throw e;
    } catch (IOException e) {
      throw new CacheException(
          "the cache directory " + cacheDirectory + " cannot be used: " + Failure.words(e), e);
    }
  }

  @Override
  public void close() {
    archive.storage().close();
    pool.close();
  }
}

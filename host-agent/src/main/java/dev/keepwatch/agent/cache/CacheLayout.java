package dev.keepwatch.agent.cache;

import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Where the cache's files lie: duplicity's own layout (FORMAT.md section 8).
///
/// @param directory the cache of one archive
/// @param names of that archive
record CacheLayout(Path directory, NamingScheme names) {

  /// Manifests lie opened.
  Path manifest(SetId set) {
    return directory.resolve(names.format(new ArchiveName.Manifest(set, Packaging.PLAIN)));
  }

  /// Signatures lie opened and compressed.
  Path signatures(SetId set) {
    return directory.resolve(names.format(new ArchiveName.Signatures(set, Packaging.GZIP)));
  }

  static List<Path> filesLike(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      var found = new ArrayList<Path>();
      files.forEach(found::add);
      return found;
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}

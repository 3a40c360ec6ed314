package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.NamingScheme;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sorts the keys of a listing into folders, key by key.
///
/// Prefixes that an archive's names may carry are not known here, so any is passed over.
final class FolderCollector {

  private final NamingScheme scheme = NamingScheme.behindAnyPrefix();
  private final Map<String, Catalog.Builder> folders = new HashMap<>();

  void add(String key, long sizeBytes, Instant lastModified) {
    int slash = key.lastIndexOf('/');
    String folder = slash < 0 ? "" : key.substring(0, slash);
    String name = key.substring(slash + 1);
    var known = folders.get(folder);
    // A folder without any set costs nothing: there may be millions of them.
    if (known == null && scheme.parse(name).isEmpty()) {
      return;
    }
    folders
        .computeIfAbsent(folder, f -> new Catalog.Builder(scheme))
        .add(new StoredFile(name, sizeBytes, lastModified));
  }

  SortedMap<String, Catalog> catalogs() {
    var catalogs = new TreeMap<String, Catalog>();
    folders.forEach((folder, builder) -> catalogs.put(folder, builder.build()));
    return catalogs;
  }
}

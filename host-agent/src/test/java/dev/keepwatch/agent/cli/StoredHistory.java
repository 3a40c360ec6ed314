package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.NamingScheme;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was seen in a storage so far. It may become more, never less or other.
final class StoredHistory {

  private final Storage storage;
  private final Map<String, String> seen = new TreeMap<>();

  StoredHistory(Storage storage) {
    this.storage = storage;
  }

  List<StoredFile> files() throws IOException {
    var files = new ArrayList<StoredFile>();
    try {
      storage.list(files::add);
    } catch (StorageException e) {
      if (e.reason() != StorageException.Reason.ABSENT) {
        throw e;
      }
    }
    return files;
  }

  Catalog catalog() throws IOException {
    return Catalog.of(files(), NamingScheme.standard());
  }

  /// Nothing that was there is gone or another file now, and what has a manifest is whole.
  void look() throws Exception {
    var now = new TreeMap<String, String>();
    for (var file : files()) {
      try (var content = storage.read(file.name())) {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
        now.put(file.name(), HexFormat.of().formatHex(sum));
      }
    }
    assertThat(now).containsAllEntriesOf(seen);
    seen.putAll(now);
    assertThat(catalog().orphans()).isEmpty();
    for (var chain : catalog().chains()) {
      assertThat(chain.sets()).allMatch(set -> set.isWhole() && set.signatures().isPresent());
    }
  }
}

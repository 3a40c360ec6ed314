package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.Catalog;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a target holds.
///
/// A folder is named by the text before the last slash of its files' names; the empty name is the
/// target's own.
///
/// @param folders every folder with at least one set
/// @param refusals every folder that could not be read
/// @param requests how often the storage was asked
record Contents(
    SortedMap<String, Catalog> folders, SortedMap<String, Refusal> refusals, int requests) {

  Contents {
    folders = Collections.unmodifiableSortedMap(new TreeMap<>(folders));
    refusals = Collections.unmodifiableSortedMap(new TreeMap<>(refusals));
  }

  /// Nothing could be read.
  static Contents refused(String folder, Refusal refusal, int requests) {
    return new Contents(new TreeMap<>(), new TreeMap<>(Map.of(folder, refusal)), requests);
  }

  boolean isEmpty() {
    return folders.isEmpty() && refusals.isEmpty();
  }
}

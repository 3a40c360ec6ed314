package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.DeleteMarker;
import dev.keepwatch.agent.storage.VersionedFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/// Puts the pages of a listing of versions together, name by name. The server lists names in their
/// order, so all but the last of a page are complete.
final class VersionsByName {

  /// The version of what was stored while the bucket kept none.
  private static final String NONE = "null";

  private final String prefix;
  private final Consumer<VersionedFile> each;
  private final TreeMap<String, History> open = new TreeMap<>();
  private boolean sawVersions;

  VersionsByName(String prefix, Consumer<VersionedFile> each) {
    this.prefix = prefix;
    this.each = each;
  }

  private record History(List<DeleteMarker> markers, List<Instant> writtenAt) {
    VersionedFile file(String name) {
      markers.sort(Comparator.comparing(DeleteMarker::at).reversed());
      writtenAt.sort(Comparator.reverseOrder());
      return new VersionedFile(name, markers, writtenAt);
    }

    boolean isOfNote() {
      return !markers.isEmpty() || writtenAt.size() > 1;
    }
  }

  void add(ListObjectVersionsResponse page) {
    for (var version : page.versions()) {
      sawVersions |= !NONE.equals(version.versionId());
      if (isFile(version.key())) {
        history(version.key()).writtenAt().add(version.lastModified());
      }
    }
    for (var marker : page.deleteMarkers()) {
      sawVersions = true;
      if (isFile(marker.key())) {
        history(marker.key())
            .markers()
            .add(new DeleteMarker(name(marker.key()), marker.versionId(), marker.lastModified()));
      }
    }
    while (open.size() > 1) {
      hand(open.firstKey());
    }
  }

  void end() {
    while (!open.isEmpty()) {
      hand(open.firstKey());
    }
  }

  private void hand(String name) {
    var history = open.remove(name);
    if (history != null && history.isOfNote()) {
      each.accept(history.file(name));
    }
  }

  private History history(String key) {
    return open.computeIfAbsent(
        name(key), name -> new History(new ArrayList<>(), new ArrayList<>()));
  }

  private String name(String key) {
    return key.substring(prefix.length());
  }

  /// Not the folder's own marker, nor what lies deeper.
  private boolean isFile(String key) {
    return key.length() > prefix.length() && key.indexOf('/', prefix.length()) < 0;
  }

  /// Whether anything was there that has a version's name.
  boolean sawVersions() {
    return sawVersions;
  }
}

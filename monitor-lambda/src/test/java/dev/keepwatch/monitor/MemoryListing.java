package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.StoredFile;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Buckets in memory; one that nobody made is refused.
final class MemoryListing implements Listing<Target.Bucket> {

  private final Map<String, FolderCollector> files = new HashMap<>();
  private final Map<String, Refusal> refusals = new HashMap<>();

  /// @param place `bucket` or `bucket/folder`
  MemoryListing with(String place, FolderBuilder folder) {
    var target = Target.Bucket.parse(place);
    var collector = files.computeIfAbsent(target.bucket(), name -> new FolderCollector());
    for (StoredFile file : folder.files()) {
      collector.add(target.keyPrefix() + file.name(), file.sizeBytes(), file.lastModified());
    }
    return this;
  }

  MemoryListing empty(String bucket) {
    files.computeIfAbsent(bucket, name -> new FolderCollector());
    return this;
  }

  MemoryListing refused(String bucket, String reason, String remedy) {
    refusals.put(bucket, new Refusal(reason, remedy));
    return this;
  }

  @Override
  public Contents read(Target.Bucket target) {
    var known = files.get(target.bucket());
    if (known == null) {
      var refusal =
          refusals.getOrDefault(
              target.bucket(), new Refusal("there is no such bucket", "Make it."));
      return Contents.refused(target.folder(), refusal, 1);
    }
    var folders = new TreeMap<>(known.catalogs());
    folders.keySet().removeIf(folder -> !(folder + "/").startsWith(target.keyPrefix()));
    return new Contents(folders, new TreeMap<>(), 1);
  }
}

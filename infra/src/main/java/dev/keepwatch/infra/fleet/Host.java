package dev.keepwatch.infra.fleet;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One machine that is backed up, and the bucket that is its own.
///
/// @param restores whether it may read its volumes back, and thaw them
/// @param folders where its archives lie in the bucket, one per job; empty if that is not known
///   beforehand
/// @param tags what the operator wants to stand at everything of this host
public record Host(
    String name,
    HostMode mode,
    boolean restores,
    Identity identity,
    Store store,
    List<Folder> folders,
    Place place,
    Map<String, String> tags) {
  public Host {
    folders = List.copyOf(folders);
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }
}

package dev.keepwatch.infra.fleet;

import java.util.List;

/// A bucket that exists already and that the monitor watches; no stack is made for it.
public record WatchOnly(BucketName.Given bucket, Place place, List<Folder> folders) {
  public WatchOnly {
    folders = List.copyOf(folders);
  }
}

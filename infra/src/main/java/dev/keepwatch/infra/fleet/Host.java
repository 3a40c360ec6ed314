package dev.keepwatch.infra.fleet;

import java.util.List;

/// One machine that is backed up, and the bucket that is its own.
///
/// @param folders where its archives lie in the bucket, one per job; empty if that is not known
///   beforehand
public record Host(
    String name, BucketName bucket, HostMode mode, VolumeMove move, List<String> folders) {
  public Host {
    folders = List.copyOf(folders);
  }

  /// How long a list becomes that names the bucket, and each folder with its bucket.
  int letters() {
    int name = bucket.longest() + 1;
    return name + folders.stream().mapToInt(folder -> name + folder.length() + 1).sum();
  }
}

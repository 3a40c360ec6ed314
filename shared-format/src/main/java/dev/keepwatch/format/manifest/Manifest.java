package dev.keepwatch.format.manifest;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The table of contents of a set, but for the list of changed files.
///
/// @param hostName the host that was backed up, if the manifest says so
/// @param sourceDirectory the bytes of the source path, if the manifest says so
/// @param volumes in the order of their numbers, each number once
/// @param changedFiles how many files the list of changed files announces, if there is one
public record Manifest(
    Optional<String> hostName,
    Optional<byte[]> sourceDirectory,
    List<VolumeEntry> volumes,
    OptionalLong changedFiles) {

  public Manifest {
    volumes = List.copyOf(volumes);
    int before = 0;
    for (var volume : volumes) {
      if (volume.number() <= before) {
        throw new IllegalArgumentException("volume " + volume.number() + " after " + before);
      }
      before = volume.number();
    }
  }

  public Optional<VolumeEntry> volume(int number) {
    int low = 0;
    int high = volumes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (volumes.get(middle).number() < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < volumes.size() && volumes.get(low).number() == number
        ? Optional.of(volumes.get(low))
        : Optional.empty();
  }
}

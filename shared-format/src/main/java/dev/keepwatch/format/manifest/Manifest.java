package dev.keepwatch.format.manifest;

import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The table of contents of a set, but for the list of changed files.
///
/// @param hostName the host that was backed up, if the manifest says so
/// @param sourceDirectory the bytes of the source path, if the manifest says so
/// @param binding what the manifest says that it belongs to; duplicity's say nothing
/// @param volumes in the order of their numbers, each number once
/// @param changedFiles how many files the list of changed files announces, if there is one
public record Manifest(
    Optional<String> hostName,
    Optional<byte[]> sourceDirectory,
    Optional<Binding> binding,
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

  /// The same with other digests of some volumes.
  ///
  /// @param digests by the volume's number
  public Manifest withDigests(Map<Integer, VolumeHash> digests) {
    var other =
        volumes.stream()
            .map(volume -> volume.with(Optional.ofNullable(digests.get(volume.number()))))
            .toList();
    return new Manifest(hostName, sourceDirectory, binding, other, changedFiles);
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

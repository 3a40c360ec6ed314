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
  }

  public Optional<VolumeEntry> volume(int number) {
    return volumes.stream().filter(v -> v.number() == number).findFirst();
  }
}

package dev.keepwatch.agent.storage;

import dev.keepwatch.format.naming.ArchiveName;
import java.util.Optional;

/// What a file is to its archive. A storage may treat roles differently: only volumes, which are
/// large and seldom read, go to colder classes.
public enum FileRole {
  VOLUME("volume"),
  SIGNATURES("signatures"),
  MANIFEST("manifest"),
  /// Of no set: what a host says of a run.
  HEARTBEAT("");

  private final String tag;

  FileRole(String tag) {
    this.tag = tag;
  }

  /// What a file of this name is to its set. Statistics stand beside the manifest, and are as small
  /// and as often read.
  public static FileRole of(ArchiveName name) {
    return switch (name) {
      case ArchiveName.Volume v -> VOLUME;
      case ArchiveName.Signatures s -> SIGNATURES;
      case ArchiveName.Manifest m -> MANIFEST;
      case ArchiveName.Statistics s -> MANIFEST;
    };
  }

  /// The value of the tag `keepwatch` on objects of this role; lifecycle rules name it. What
  /// belongs to no set has none.
  public Optional<String> tag() {
    return Optional.of(tag).filter(value -> !value.isEmpty());
  }
}

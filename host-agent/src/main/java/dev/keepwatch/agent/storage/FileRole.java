package dev.keepwatch.agent.storage;

/// What a file is to its set. A storage may treat roles differently: only volumes, which are large
/// and seldom read, go to colder classes.
public enum FileRole {
  VOLUME("volume"),
  SIGNATURES("signatures"),
  MANIFEST("manifest");

  private final String tag;

  FileRole(String tag) {
    this.tag = tag;
  }

  /// The value of the tag `keepwatch` on objects of this role; lifecycle rules name it.
  public String tag() {
    return tag;
  }
}

package dev.keepwatch.agent.storage;

import java.nio.file.Path;
import java.util.Map;

/// A file that is to be stored.
///
/// @param name its name in the archive's folder
/// @param content a local file; it must not change until the write has returned
/// @param role what it is to its set
/// @param metadata what a storage keeps beside the content where it can; keys in lower case ASCII
///   letters, digits and `-`, values in printable ASCII. Nothing may depend on it being kept
public record NewFile(String name, Path content, FileRole role, Map<String, String> metadata) {

  public NewFile {
    FileName.check(name);
    metadata = Map.copyOf(metadata);
    metadata.forEach(NewFile::checkMetadata);
  }

  private static void checkMetadata(String key, String value) {
    if (!key.matches("[a-z0-9-]+") || !value.matches("[ -~]*")) {
      throw new IllegalArgumentException(
          "metadata must be plain ASCII with lower case keys: " + key + "=" + value);
    }
  }
}

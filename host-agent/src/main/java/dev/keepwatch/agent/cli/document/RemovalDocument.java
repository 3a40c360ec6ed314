package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.retention.RetentionResult;

/// What a `remove-…` came to.
///
/// @param result how it ended
/// @param archive where
/// @param deleted whether the sets are gone, or only could go
public record RemovalDocument(RetentionResult result, String archive, boolean deleted) {

  @Override
  public String toString() {
    return Document.of("removal")
        .put("archive", archive)
        .put("deleted", deleted)
        .list("sets", result.plan().going(), set -> Document.set(set.id()))
        .put("deletedFiles", result.deletedFiles())
        .put("deletedBytes", result.deletedBytes())
        .toString();
  }
}

package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.replicate.ReplicateResult;

/// A replication.
///
/// @param result how it ended
/// @param source what was copied
/// @param target where to
/// @param dryRun whether nothing was done
public record ReplicationDocument(
    ReplicateResult result, String source, String target, boolean dryRun) {

  @Override
  public String toString() {
    return Document.of("replication")
        .put("source", source)
        .put("target", target)
        .put("dryRun", dryRun)
        .put("sets", result.sets())
        .put("present", result.present())
        .put("files", result.files())
        .put("bytes", result.bytes())
        .put("damages", result.damages())
        .toString();
  }
}

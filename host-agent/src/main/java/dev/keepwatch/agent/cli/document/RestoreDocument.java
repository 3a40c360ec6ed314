package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.restore.RestoreResult;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.json.JsonObject;
import java.util.List;

/// A restore.
///
/// @param result how it ended
/// @param archive where it came from
/// @param target where it went, as text
/// @param dryRun whether nothing was done
/// @param failures what could not be brought back
public record RestoreDocument(
    RestoreResult result, String archive, String target, boolean dryRun, List<Failed> failures) {

  /// An entry that could not be brought back, or not entirely.
  public record Failed(ArchivePath path, String reason) {}

  public RestoreDocument {
    failures = List.copyOf(failures);
  }

  @Override
  public String toString() {
    return Document.of("restore")
        .put("archive", archive)
        .put("target", target)
        .put("dryRun", dryRun)
        .put("stateOf", result.stateOf().instant())
        .put("entries", result.entries())
        .put("kept", result.kept())
        .put("errors", result.errors())
        .list("failed", failures, RestoreDocument::failed)
        .texts("volumes", result.volumes())
        .toString();
  }

  private static JsonObject failed(Failed failed) {
    byte[] path = failed.path().isRoot() ? new byte[] {'.'} : failed.path().bytes();
    return new JsonObject().bytes("path", path).put("reason", failed.reason());
  }
}

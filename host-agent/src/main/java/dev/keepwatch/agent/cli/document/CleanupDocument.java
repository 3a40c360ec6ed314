package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.retention.CleanupResult;
import dev.keepwatch.format.json.JsonObject;
import dev.keepwatch.format.retention.CleanupPlan.Kept;
import java.util.Locale;

/// What a `cleanup` came to.
///
/// @param result how it ended
/// @param archive where
/// @param deleted whether the sets are gone, or only could go
public record CleanupDocument(CleanupResult result, String archive, boolean deleted) {

  @Override
  public String toString() {
    return Document.of("cleanup")
        .put("archive", archive)
        .put("deleted", deleted)
        .list("sets", result.plan().going(), set -> Document.set(set.id()))
        .list("kept", result.plan().kept(), CleanupDocument::kept)
        .put("deletedFiles", result.deletedFiles())
        .put("deletedBytes", result.deletedBytes())
        .toString();
  }

  private static JsonObject kept(Kept kept) {
    String reason = kept.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Document.set(kept.set().id()).put("reason", reason);
  }
}

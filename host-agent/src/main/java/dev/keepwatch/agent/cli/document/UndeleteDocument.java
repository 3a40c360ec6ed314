package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.undelete.UndeletePlan;
import dev.keepwatch.agent.undelete.UndeleteResult;
import dev.keepwatch.format.json.JsonObject;

/// What an `undelete` came to.
///
/// @param result how it ended
/// @param archive where
/// @param returned whether the files are back, or only could come
public record UndeleteDocument(UndeleteResult result, String archive, boolean returned) {

  @Override
  public String toString() {
    var plan = result.plan();
    return Document.of("undelete")
        .put("archive", archive)
        .put("returned", returned)
        .list("files", plan.returning(), UndeleteDocument::file)
        .texts("stayingDeleted", plan.stayingDeleted())
        .texts("lost", plan.lost())
        .texts("writtenAgain", plan.foreign())
        .put("returnedFiles", result.returnedFiles())
        .toString();
  }

  private static JsonObject file(UndeletePlan.Return file) {
    return new JsonObject().put("name", file.name()).put("deletedAt", file.deletedAt());
  }
}

package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.tagging.TaggingResult;

/// What a `tag` came to.
///
/// @param result how it ended
/// @param archive where
/// @param dryRun whether nothing was changed
public record TaggingDocument(TaggingResult result, String archive, boolean dryRun) {

  @Override
  public String toString() {
    return Document.of("tagging")
        .put("archive", archive)
        .put("dryRun", dryRun)
        .put("tagged", result.tagged())
        .put("right", result.right())
        .put("foreign", result.foreign())
        .put("failed", result.failed())
        .put("untried", result.untried())
        .toString();
  }
}

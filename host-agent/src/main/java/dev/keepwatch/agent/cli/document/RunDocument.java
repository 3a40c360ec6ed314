package dev.keepwatch.agent.cli.document;

import dev.keepwatch.format.json.JsonObject;
import java.util.List;

/// What became of the configured jobs.
///
/// @param dryRun whether nothing was done
/// @param jobs in their order
public record RunDocument(boolean dryRun, List<Job> jobs) {

  /// One of them.
  ///
  /// @param result done, incomplete, skipped or failed
  public record Job(String name, String result, String sentence) {}

  public RunDocument {
    jobs = List.copyOf(jobs);
  }

  @Override
  public String toString() {
    return Document.of("run")
        .put("dryRun", dryRun)
        .list(
            "jobs",
            jobs,
            job ->
                new JsonObject()
                    .put("name", job.name())
                    .put("result", job.result())
                    .put("sentence", job.sentence()))
        .toString();
  }
}

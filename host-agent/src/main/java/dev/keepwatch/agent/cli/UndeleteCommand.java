package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.UndeleteDocument;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.agent.undelete.UndeleteJob;
import dev.keepwatch.agent.undelete.UndeleteResult;
import java.io.IOException;
import java.time.Instant;

/// `undelete`: says what was deleted in an archive's folder since a time, and brings it back with
/// `--force`.
final class UndeleteCommand {

  private final Composition parts;

  UndeleteCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    boolean really = options.restore().force && !options.general().dryRun;
    var since = since();
    var url = parts.url(invocation.words().getFirst());
    var names = options.archive().names();
    try (var storage = parts.plainStorage(url)) {
      var undeletion =
          storage
              .undeletion()
              .orElseThrow(() ->
                  new UsageException(
                      storage.location()
                          + " keeps no versions, so nothing that was deleted there can be brought back: name a"
                          + " folder of an S3 bucket with versions"));
      var talk = new UndeleteTalk(parts.terminal(), parts.times(), names, since);
      var result = new UndeleteJob(undeletion, names, talk).run(since, really);
      if (parts.terminal().speaksJson()) {
        parts.terminal().document(document(result, url, really).toString());
      }
      told(result, really);
    }
    return ExitCode.OK;
  }

  private Instant since() throws UsageException {
    var other = parts.options().restore();
    if (other.time.isPresent() || other.path.isPresent()) {
      throw new UsageException(
          "undelete brings all of an archive's folder back that was deleted --since a time; --time and"
              + " --path-to-restore mean nothing to it");
    }
    String text =
        parts
            .options()
            .undelete()
            .since
            .orElseThrow(() ->
                new UsageException(
                    "since when? Say --since TIME, like 2D or 2026-01-02T03:04:05Z: what was deleted"
                        + " earlier stays deleted"));
    try {
      return parts.timeExpression().resolve(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--since: " + e.getMessage());
    }
  }

  private static UndeleteDocument document(UndeleteResult result, StorageUrl url, boolean really) {
    return new UndeleteDocument(result, url.canonical(), really);
  }

  private void told(UndeleteResult result, boolean really) {
    var terminal = parts.terminal();
    if (result.plan().isEmpty()) {
      terminal.notice(
          result.versions()
              ? "Nothing was found that could be brought back."
              : "Nothing was found that could be brought back: there is nothing in this folder, or the bucket keeps no versions. Is it the right folder?");
    } else if (really) {
      terminal.notice(
          "%s brought back. keepwatch collection-status tells what can be restored."
              .formatted(Count.of(result.returnedFiles(), "file", "files")));
    } else {
      terminal.notice(
          parts.options().restore().force
              ? "Dry run: nothing was brought back."
              : "Rerun command with --force option to actually bring back.");
    }
  }
}

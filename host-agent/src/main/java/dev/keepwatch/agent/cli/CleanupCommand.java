package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.CleanupDocument;
import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.retention.CleanupJob;
import dev.keepwatch.agent.retention.CleanupRequest;
import dev.keepwatch.agent.retention.CleanupResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// `cleanup`: says what interrupted runs have left, and deletes with `--force` what nobody needs.
final class CleanupCommand {

  private final Composition parts;

  CleanupCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    boolean delete = options.restore().force && !options.general().dryRun;
    var request = new CleanupRequest(age(options.cleanup().olderThan), delete);
    var settings = parts.settings(invocation.words().getFirst(), options.keys().signer());
    try (var open = parts.open(settings);
        var cache = open.cache()) {
      var clock = parts.machine().clock();
      var talk = new CleanupTalk(parts.terminal());
      var result = new CleanupJob(open.archive(), cache, clock, talk).run(request);
      if (parts.terminal().speaksJson()) {
        var document = new CleanupDocument(result, settings.url().canonical(), delete);
        parts.terminal().document(document.toString());
      }
      told(result, options);
    }
    return ExitCode.OK;
  }

  private void told(CleanupResult result, Options options) {
    var terminal = parts.terminal();
    if (result.plan().isEmpty()) {
      terminal.notice("Nothing was found that may be deleted.");
    } else if (options.restore().force && !options.general().dryRun) {
      terminal.notice(
          "%s (%s) deleted."
              .formatted(
                  Count.of(result.deletedFiles(), "file", "files"),
                  ByteCount.words(result.deletedBytes())));
    } else {
      terminal.notice(
          options.restore().force
              ? "Dry run: nothing was deleted."
              : "Rerun command with --force option to actually delete.");
    }
  }

  private Duration age(Optional<String> text) throws UsageException {
    if (text.isEmpty()) {
      return CleanupRequest.USUAL_AGE;
    }
    try {
      var oldest = parts.timeExpression().resolve(text.get());
      return Duration.between(oldest, parts.machine().clock().instant());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--older-than: " + e.getMessage());
    }
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.RemovalDocument;
import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.retention.RetentionJob;
import dev.keepwatch.agent.retention.RetentionRequest;
import dev.keepwatch.agent.retention.RetentionResult;
import dev.keepwatch.format.retention.RetentionPolicy;
import java.io.IOException;

/// `remove-older-than`, `remove-all-but-n-full`, `remove-all-inc-of-but-n-full`: says what is too
/// old, and deletes it with `--force`.
final class RetentionCommand {

  private final Composition parts;

  RetentionCommand(Composition parts) {
    this.parts = parts;
  }

  /// Deletes what a policy lets go, as a part of a run.
  ///
  /// @return what became of it
  RetentionResult run(ArchiveSettings settings, RetentionPolicy policy) throws IOException {
    try (var open = parts.open(settings);
        var cache = open.cache()) {
      var talk = new RetentionTalk(parts.terminal(), parts.times(), true);
      return new RetentionJob(open.archive(), cache, parts.machine().clock(), talk)
          .run(new RetentionRequest(policy, true));
    }
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    boolean dryRun = options.general().dryRun;
    boolean force = options.restore().force;
    var request =
        new RetentionRequest(
            policy(invocation.verb(), invocation.words().getFirst()), force && !dryRun);
    var settings = parts.settings(invocation.words().get(1), options.keys().signer());
    try (var open = parts.open(settings);
        var cache = open.cache()) {
      var talk = new RetentionTalk(parts.terminal(), parts.times(), request.delete());
      var clock = parts.machine().clock();
      var result = new RetentionJob(open.archive(), cache, clock, talk).run(request);
      if (parts.terminal().speaksJson()) {
        var document = new RemovalDocument(result, settings.url().canonical(), request.delete());
        parts.terminal().document(document.toString());
      }
      told(result, request, force);
    }
    return ExitCode.OK;
  }

  private void told(RetentionResult result, RetentionRequest request, boolean force) {
    if (result.plan().isEmpty()) {
      return;
    }
    if (request.delete()) {
      parts
          .terminal()
          .notice(
              "%s (%s) deleted."
                  .formatted(
                      Count.of(result.deletedFiles(), "file", "files"),
                      ByteCount.words(result.deletedBytes())));
    } else {
      parts
          .terminal()
          .notice(
              force
                  ? "Dry run: nothing was deleted."
                  : "Rerun command with --force option to actually delete.");
    }
  }

  private RetentionPolicy policy(Verb verb, String word) throws UsageException {
    return switch (verb) {
      case REMOVE_OLDER_THAN -> olderThan(word);
      case REMOVE_ALL_BUT_N_FULL -> new RetentionPolicy.AllButFulls(count(verb, word));
      case REMOVE_ALL_INC_OF_BUT_N_FULL ->
          new RetentionPolicy.IncrementsOfAllButFulls(count(verb, word));
      default -> throw new IllegalArgumentException(verb + " removes nothing");
    };
  }

  private RetentionPolicy olderThan(String word) throws UsageException {
    try {
      return new RetentionPolicy.OlderThan(parts.timeExpression().resolve(word));
    } catch (IllegalArgumentException e) {
      throw new UsageException("remove-older-than: " + e.getMessage());
    }
  }

  private static int count(Verb verb, String word) throws UsageException {
    if (!word.matches("[0-9]{1,9}") || Integer.parseInt(word) < 1) {
      throw new UsageException(
          "%s: '%s' is not how many full backups are to stay, 1 or more"
              .formatted(verb.fullName(), word));
    }
    return Integer.parseInt(word);
  }
}

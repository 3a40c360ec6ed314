package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.ReplicationDocument;
import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.replicate.ReplicateJob;
import dev.keepwatch.agent.replicate.ReplicateRequest;
import dev.keepwatch.agent.replicate.ReplicateResult;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// `replicate`: copies an archive to another place, and seals it anew if keys are given.
final class ReplicateCommand {

  private final Composition parts;

  ReplicateCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    var source = parts.settings(invocation.words().getFirst(), Optional.empty());
    var target = parts.settings(invocation.words().get(1), Optional.empty());
    var prefix = options.replicate().prefix;
    if (prefix.isPresent()) {
      target = target.withNames(options.archive().names(prefix.get()));
    } else if (source.url().equals(target.url())) {
      throw new UsageException("source and target are the same archive");
    }
    var request =
        new ReplicateRequest(before(options), reseal(options.keys()), options.general().dryRun);
    var result = replicate(source, target, request);
    if (parts.terminal().speaksJson()) {
      var document =
          new ReplicationDocument(
              result, source.url().canonical(), target.url().canonical(), request.dryRun());
      parts.terminal().document(document.toString());
    }
    return told(result, request);
  }

  private ReplicateResult replicate(
      ArchiveSettings source, ArchiveSettings target, ReplicateRequest request)
      throws IOException, UsageException {
    var general = parts.options().general();
    var temporary = parts.directories().temporary(general.temporary);
    try (var from = parts.openInHindsight(source);
        var to = parts.openForBackup(target);
        var cache = to.cache()) {
      if (request.reseal() && !request.dryRun()) {
        to.envelopes().prepareToWrite();
      }
      parts.terminal().info("The copy is kept from other runs by " + cache.directory());
      var talk = new ReplicateTalk(parts.terminal());
      return new ReplicateJob(from.archive(), to.archive(), temporary, talk).run(request);
    }
  }

  private Optional<Instant> before(Options options) throws UsageException {
    return options.restore().time.isEmpty()
        ? Optional.empty()
        : Optional.of(RestoreCommand.time(parts, options.restore().time));
  }

  /// What is encrypted stays as it is unless it is said how it shall be instead.
  private static boolean reseal(KeyOptions keys) {
    return keys.noEncryption
        || !keys.encryptKeys.isEmpty()
        || !keys.hiddenEncryptKeys.isEmpty()
        || keys.signer().isPresent();
  }

  private ExitCode told(ReplicateResult result, ReplicateRequest request) {
    var terminal = parts.terminal();
    if (request.dryRun()) {
      terminal.notice("Dry run: nothing was copied.");
    } else {
      terminal.notice(
          "Replicated %d backup sets (%d files, %s); %d were there already."
              .formatted(
                  result.sets(),
                  result.files(),
                  ByteCount.words(result.bytes()),
                  result.present()));
    }
    if (result.firstDamage().isEmpty()) {
      return ExitCode.OK;
    }
    terminal.error(
        "the source is damaged in %d place%s; what is named above, and what builds on it, was not copied"
            .formatted(result.damages(), result.damages() == 1 ? "" : "s"));
    return Failure.of(result.firstDamage().get(), Verb.REPLICATE).code();
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.VerifyDocument;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.selection.SelectionException;
import dev.keepwatch.agent.verify.VerifyJob;
import dev.keepwatch.agent.verify.VerifyRequest;
import dev.keepwatch.agent.verify.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// `verify`: proves that a backup can be restored, and compares it with a directory.
final class VerifyCommand {

  private final Composition parts;

  VerifyCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException, SelectionException {
    var options = invocation.options();
    String source = invocation.words().get(1);
    var request =
        new VerifyRequest(
            RestoreCommand.path(options.restore().path),
            RestoreCommand.time(parts, options.restore().time),
            existing(source),
            new RuleReader(parts.timeExpression())
                .choice(options.backup().selection)
                .from(BackupCommand.canonical(source)),
            options.verify().compareData);
    var talk = new VerifyTalk(parts.terminal(), parts.times());
    var verified = verify(invocation, request, talk);
    if (verified.isEmpty()) {
      return ExitCode.OK;
    }
    var result = verified.get();
    if (parts.terminal().speaksJson()) {
      String place = parts.url(invocation.words().getFirst()).canonical();
      var document = new VerifyDocument(result, place, source, talk.differences(), talk.damages());
      parts.terminal().document(document.toString());
    }
    return told(result, talk, parts.url(invocation.words().getFirst()).canonical());
  }

  /// @return nothing if only a plan was asked for
  private Optional<VerifyResult> verify(
      Invocation invocation, VerifyRequest request, VerifyTalk talk)
      throws IOException, UsageException {
    var options = invocation.options();
    var settings = parts.settings(invocation.words().getFirst(), options.keys().signer());
    var temporary = parts.directories().temporary(options.general().temporary);
    try (var open = parts.openInHindsight(settings)) {
      return new ThawedRun(parts, invocation, open)
          .run((cache, frozen) ->
              new VerifyJob(open.archive(), cache, temporary, talk, frozen).run(request));
    }
  }

  private ExitCode told(VerifyResult result, VerifyTalk talk, String url) {
    var terminal = parts.terminal();
    terminal.notice(
        "Verify complete: %s compared, %s found."
            .formatted(
                Count.of(result.compared(), "file", "files"),
                Count.of(result.differences(), "difference", "differences")));
    if (result.unreadable() > 0) {
      terminal.error(
          Count.of(result.unreadable(), "entry", "entries")
              + " of the source could not be read, and so not compared; the warnings above name"
              + " them");
    }
    if (result.firstDamage().isPresent()) {
      terminal.error(
          "%s found in the archive, which the warnings above name%s"
              .formatted(
                  Count.of(result.damages(), "damage", "damages"),
                  result.complete() ? "" : ", and not everything could be compared"));
      tellWhatHelps(talk, url);
      return Failure.of(result.firstDamage().get(), Verb.VERIFY).code();
    }
    return result.isWell() ? ExitCode.OK : ExitCode.GENERAL;
  }

  private void tellWhatHelps(VerifyTalk talk, String url) {
    var terminal = parts.terminal();
    terminal.notice("Next: keepwatch collection-status " + url + " (tells what lacks)");
    if (talk.foundInContents()) {
      terminal.notice(
          "Next, for manifests and signatures: move away what is damaged or does not belong there,"
              + " then keepwatch repair "
              + url);
    }
    if (talk.foundInVolumes()) {
      terminal.notice(
          "Next, for volumes: bring them back from another copy, or make a full backup (keepwatch"
              + " full SOURCE "
              + url
              + "); what is left can be restored with --ignore-errors");
    }
  }

  private static Path existing(String text) throws UsageException {
    Path source = RawText.path(text);
    if (!Files.exists(source)) {
      throw new UsageException(
          ExitCode.NO_VERIFY_SOURCE, "there is no " + text + " to compare the backup with");
    }
    return source;
  }
}

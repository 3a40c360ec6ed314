package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.TaggingDocument;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.tagging.TaggingJob;
import dev.keepwatch.agent.tagging.TaggingResult;
import java.io.IOException;
import java.util.Optional;

/// `tag`: puts the tag of their role on objects that other tools wrote, so that the rules of the
/// bucket find them. For operators; no key is needed.
final class TagCommand {

  private final Composition parts;

  TagCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    boolean dryRun = invocation.options().general().dryRun;
    var settings = parts.settings(invocation.words().getFirst(), Optional.empty());
    try (var open = parts.open(settings)) {
      var storage = open.archive().storage();
      var tagging = storage.tagging().orElseThrow(TagCommand::noTags);
      var talk = new TaggingTalk(parts.terminal(), dryRun);
      var result = new TaggingJob(storage, tagging, settings.names(), talk).run(dryRun);
      if (parts.terminal().speaksJson()) {
        var document = new TaggingDocument(result, settings.url().canonical(), dryRun);
        parts.terminal().document(document.toString());
      }
      return told(result, dryRun);
    }
  }

  private static UsageException noTags() {
    return new UsageException(
        "files in a directory have no tags, and need none: tag is for archives in a bucket"
            + " (s3://bucket/folder), whose rules go by them");
  }

  private ExitCode told(TaggingResult result, boolean dryRun) {
    var terminal = parts.terminal();
    terminal.notice(result.isEmpty() ? nothing(result) : counts(result, dryRun));
    if (result.firstFailure().isEmpty()) {
      return ExitCode.OK;
    }
    String untried =
        result.untried() == 0
            ? ""
            : "; after so many failures in a row %s not tried any more. Run this again when it is mended"
                .formatted(Count.of(result.untried(), "file was", "files were"));
    terminal.error(
        "%s could not be tagged, the warnings above say why%s"
            .formatted(Count.of(result.failed(), "file", "files"), untried));
    return Failure.of(result.firstFailure().get(), Verb.TAG).code();
  }

  private static String nothing(TaggingResult result) {
    return result.foreign() == 0
        ? "There is no file of a backup."
        : "There is no file of a backup, and %s with other names. If names begin with something of"
                .formatted(Count.of(result.foreign(), "file", "files"))
            + " their own there, say so with --file-prefix.";
  }

  private static String counts(TaggingResult result, boolean dryRun) {
    String tagged = Count.of(result.tagged(), "file", "files");
    String foreign =
        result.foreign() == 0
            ? ""
            : " %s no part of the archive."
                .formatted(Count.of(result.foreign(), "file is", "files are"));
    return (dryRun
            ? "Dry run: nothing was changed. %s would be tagged; %d had the right tag before.%s"
            : "%s tagged; %d had the right tag before.%s")
        .formatted(tagged, result.right(), foreign);
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.EntryDocument;
import dev.keepwatch.agent.cli.output.LocalTime;
import dev.keepwatch.agent.cli.output.Message;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.TypeWord;
import dev.keepwatch.agent.listing.CurrentFilesJob;
import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.format.naming.BackupTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;

/// `list-current-files`: one line for each entry of a backup, its path byte for byte.
final class ListCommand {

  /// The beginning of the year 1 and the end of 9999: nothing else has a name in the log.
  private static final long FIRST = -62_135_596_800L;

  private static final long LAST = 253_402_300_799L;

  private final Composition parts;

  ListCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    var time = RestoreCommand.time(parts, options.restore().time);
    var settings = parts.settings(invocation.words().getFirst(), options.keys().signer());
    try (var open = parts.openInHindsight(settings);
        var cache = open.cache()) {
      var times = parts.times();
      var state =
          new CurrentFilesJob(open.archive(), cache, parts.terminal()::notice)
              .run(time, entry -> tell(entry, times));
      RestoreCommand.tellOfFuture(parts, state);
    }
    return ExitCode.OK;
  }

  private void tell(SignatureEntry entry, LocalTime times) {
    if (parts.terminal().speaksJson()) {
      parts.terminal().document(new EntryDocument(entry).toString());
    }
    byte[] line = line(entry, times);
    var time = new BackupTime(Math.clamp(entry.metadata().mtimeSecond(), FIRST, LAST));
    String path = entry.path().isRoot() ? "." : RawText.decode(entry.path().bytes());
    String type = TypeWord.of(entry.metadata().type());
    String text = RawText.decode(line);
    var message = Message.listed(time.toString(), path, type, text);
    // A name shall neither give a terminal orders nor look like a line of its own.
    boolean seen = parts.terminal().isLive();
    parts.terminal().result(seen ? RawText.encode(RawText.visible(text)) : line, message);
  }

  private static byte[] line(SignatureEntry entry, LocalTime times) {
    var line = new ByteArrayOutputStream();
    String time = times.of(Instant.ofEpochSecond(entry.metadata().mtimeSecond()));
    line.writeBytes(RawText.encode(time + " "));
    line.writeBytes(entry.path().isRoot() ? new byte[] {'.'} : entry.path().bytes());
    return line.toByteArray();
  }
}

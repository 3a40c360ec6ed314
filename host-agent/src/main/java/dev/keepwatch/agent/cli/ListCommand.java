package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.LocalTime;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.listing.CurrentFilesJob;
import dev.keepwatch.agent.signatures.SignatureEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;

/// `list-current-files`: one line for each entry of a backup, its path byte for byte.
final class ListCommand {

  private final Composition parts;

  ListCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    var time = RestoreCommand.time(parts, options.restore().time);
    var settings = parts.settings(invocation.words().getFirst(), options.keys().signer());
    try (var open = parts.open(settings);
        var cache = open.cache()) {
      var times = parts.times();
      var state =
          new CurrentFilesJob(open.archive(), cache, parts.terminal()::notice)
              .run(time, entry -> parts.terminal().result(line(entry, times)));
      RestoreCommand.tellOfFuture(parts, state);
    }
    return ExitCode.OK;
  }

  private static byte[] line(SignatureEntry entry, LocalTime times) {
    var line = new ByteArrayOutputStream();
    String time = times.of(Instant.ofEpochSecond(entry.metadata().mtimeSecond()));
    line.writeBytes(RawText.encode(time + " "));
    line.writeBytes(entry.path().isRoot() ? new byte[] {'.'} : entry.path().bytes());
    return line.toByteArray();
  }
}

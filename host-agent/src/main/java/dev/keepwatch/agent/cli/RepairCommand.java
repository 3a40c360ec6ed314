package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.RepairDocument;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.repair.RepairJob;
import dev.keepwatch.agent.repair.RepairRequest;
import dev.keepwatch.agent.repair.RepairResult;
import java.io.IOException;

/// `repair`: says which lost manifests and signatures can be rebuilt, and does it with `--force`.
final class RepairCommand {

  private final Composition parts;

  RepairCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    boolean write = options.restore().force && !options.general().dryRun;
    var request = request(options, write);
    var settings = parts.settings(invocation.words().getFirst(), options.keys().signer());
    var temporary = parts.directories().temporary(options.general().temporary);
    try (var open = parts.open(settings);
        var cache = open.cache()) {
      var talk = new RepairTalk(parts.terminal());
      var result = new RepairJob(open.archive(), cache, temporary, talk).run(request);
      if (parts.terminal().speaksJson()) {
        var document = new RepairDocument(result, settings.url().canonical(), write);
        parts.terminal().document(document.toString());
      }
      return told(result, options, write, settings.url().canonical());
    }
  }

  private static RepairRequest request(Options options, boolean write) throws UsageException {
    var host = options.repair().hostName;
    if (host.isPresent() && !host.get().matches("\\S+")) {
      throw new UsageException("--host-name is one word, not '" + host.get() + "'");
    }
    return new RepairRequest(
        host,
        options.repair().sourceName.map(BackupCommand::canonical),
        options.set().details().blockLength(),
        write);
  }

  private ExitCode told(RepairResult result, Options options, boolean write, String url) {
    var terminal = parts.terminal();
    if (result.plan().isEmpty()) {
      terminal.notice(
          "No manifest and no signatures lack that could be rebuilt. What else lacks tells keepwatch"
              + " collection-status "
              + url
              + "; whether what is there is sound tells keepwatch verify "
              + url
              + " SOURCE");
    } else if (write) {
      terminal.notice("%s rebuilt.".formatted(files(result.repaired().size())));
    } else {
      terminal.notice(
          options.restore().force
              ? "Dry run: nothing was rebuilt."
              : "Rerun command with --force option to actually rebuild. Nothing is overwritten or"
                  + " deleted by that.");
    }
    if (result.firstFailure().isEmpty()) {
      return ExitCode.OK;
    }
    terminal.error(
        "%s could not be rebuilt; the warnings above say why"
            .formatted(files(result.failed().size())));
    return Failure.of(result.firstFailure().get(), Verb.REPAIR).code();
  }

  private static String files(int count) {
    return Count.of(count, "file", "files");
  }
}

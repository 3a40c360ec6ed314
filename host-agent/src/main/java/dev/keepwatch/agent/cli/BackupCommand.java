package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupJob;
import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.backup.BackupResult;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.StatisticsBlock;
import dev.keepwatch.agent.selection.SelectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// `full`, `incremental`, `backup`: the command line's words become a [BackupTask], and that a run.
final class BackupCommand {

  private final Composition parts;

  BackupCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException, SelectionException {
    var options = invocation.options();
    if (options.backup().volumeSize < 1) {
      throw new UsageException("--volsize is a number of MiB, at least 1");
    }
    var task =
        new BackupTask(
            parts.settings(invocation.words().get(1), Optional.empty()),
            kind(invocation.verb()),
            invocation.words().getFirst(),
            parts.machine().hostName(),
            new RuleReader(parts.timeExpression()).choice(options.backup().selection),
            fullIfOlderThan(options.backup().fullIfOlderThan),
            options.backup().volumeSizeBytes(),
            options.backup().allowSourceMismatch,
            options.general().dryRun,
            parts.directories().temporary(options.general().temporary),
            !options.backup().noStatistics);
    return run(task).errors() > 0 ? ExitCode.PARTIAL : ExitCode.OK;
  }

  private static BackupRequest.Kind kind(Verb verb) {
    return switch (verb) {
      case FULL -> BackupRequest.Kind.FULL;
      case INCREMENTAL -> BackupRequest.Kind.INCREMENTAL;
      default -> BackupRequest.Kind.EITHER;
    };
  }

  private Optional<Duration> fullIfOlderThan(Optional<String> text) throws UsageException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      var oldest = parts.timeExpression().resolve(text.get());
      return Optional.of(Duration.between(oldest, parts.machine().clock().instant()));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--full-if-older-than: " + e.getMessage());
    }
  }

  /// Backs up and shows the statistics.
  BackupResult run(BackupTask task) throws IOException, UsageException, SelectionException {
    Path source = existing(task.source());
    byte[] name = canonical(task.source());
    var request =
        new BackupRequest(
            task.kind(),
            source,
            name,
            task.hostName(),
            task.choice().from(name),
            task.fullIfOlderThan(),
            task.volumeSizeBytes(),
            task.allowSourceMismatch(),
            task.dryRun());
    var result = run(task, request);
    if (task.statistics()) {
      parts.terminal().result(new StatisticsBlock(result, parts.times()).toString());
    }
    if (result.errors() > 0) {
      parts
          .terminal()
          .warning(
              "%d entries could not be read and are not in this backup; everything else is."
                  .formatted(result.errors()));
    }
    return result;
  }

  private BackupResult run(BackupTask task, BackupRequest request) throws IOException {
    try (var open = parts.openForBackup(task.settings())) {
      if (!task.dryRun()) {
        open.envelopes().prepareToWrite();
      }
      try (var cache = open.cache()) {
        var talk = new BackupTalk(parts.terminal(), parts.machine().clock());
        return new BackupJob(open.archive(), cache, task.temporary(), parts.machine().clock(), talk)
            .run(request);
      }
    }
  }

  private static Path existing(String text) throws UsageException {
    Path source = RawText.path(text);
    if (!Files.exists(source)) {
      throw new UsageException(
          ExitCode.NO_SOURCE, "the source " + text + " does not exist" + Words.hint(text));
    }
    return source;
  }

  /// The path as the manifest shows it: without needless slashes and dots; a relative one stays
  /// relative.
  static byte[] canonical(String text) {
    String joined =
        Arrays.stream(text.split("/"))
            .filter(part -> !part.isEmpty() && !part.equals("."))
            .collect(Collectors.joining("/"));
    String path = text.startsWith("/") ? "/" + joined : joined;
    return RawText.encode(path.isEmpty() ? "." : path);
  }
}

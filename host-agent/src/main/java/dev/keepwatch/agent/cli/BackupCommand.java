package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupJob;
import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.backup.BackupResult;
import dev.keepwatch.agent.backup.StatisticsText;
import dev.keepwatch.agent.cli.document.BackupDocument;
import dev.keepwatch.agent.cli.output.Count;
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
            options.storage().uploadsInFlight(),
            options.backup().allowSourceMismatch,
            options.set().details(),
            options.general().dryRun,
            parts.directories().temporary(options.general().temporary),
            !options.backup().noStatistics);
    warnOfOpenArchive(options.keys());
    var result = run(task);
    if (parts.terminal().speaksJson()) {
      String place = task.settings().url().canonical();
      var document = new BackupDocument(result, place, task.dryRun());
      parts.terminal().document(document.toString());
    }
    return result.errors() > 0 ? ExitCode.PARTIAL : ExitCode.OK;
  }

  /// As in duplicity, "no" is stronger than a key; but who names a key believes in it.
  private void warnOfOpenArchive(KeyOptions keys) {
    boolean named = !keys.encryptKeys.isEmpty() || !keys.hiddenEncryptKeys.isEmpty();
    if (keys.noEncryption && (named || keys.encryptSignKey.isPresent())) {
      parts
          .terminal()
          .warning(
              "This backup is NOT encrypted, though a key to encrypt with is given: --no-encryption"
                  + " says so. Leave it out to encrypt.");
    }
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
            task.uploadsInFlight(),
            task.allowSourceMismatch(),
            task.details(),
            task.dryRun());
    var result = run(task, request);
    if (result.skipped()) {
      parts.terminal().notice("Nothing has changed, and nothing was stored.");
    }
    if (task.details().statisticsStored()) {
      showStored(task, result);
    }
    if (task.statistics()) {
      parts.terminal().result(new StatisticsBlock(result, parts.times()).toString());
    }
    if (result.errors() > 0) {
      parts
          .terminal()
          .warning(
              Count.of(result.errors(), "entry", "entries")
                  + " could not be read and "
                  + (result.errors() == 1 ? "is" : "are")
                  + " not in this backup; everything else is.");
    }
    return result;
  }

  /// As duplicity shows them, though for people the block below is better.
  private void showStored(BackupTask task, BackupResult result) {
    var place = new StatisticsText.Place(task.source(), task.settings().url().canonical());
    parts.terminal().result(new StatisticsText(result, place, 0).toString());
  }

  /// Loads the keys that writing takes.
  ///
  /// @throws IOException if one is missing
  void checkKeys(BackupTask task) throws IOException {
    try (var open = parts.openForBackup(task.settings())) {
      open.envelopes().prepareToWrite();
    }
  }

  private BackupResult run(BackupTask task, BackupRequest request) throws IOException {
    try (var open = parts.openForBackup(task.settings())) {
      if (!task.dryRun()) {
        open.envelopes().prepareToWrite();
      }
      try (var cache = open.cache()) {
        var talk =
            new BackupTalk(
                parts.terminal(), parts.machine().clock(), parts.options().output().progressRate());
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

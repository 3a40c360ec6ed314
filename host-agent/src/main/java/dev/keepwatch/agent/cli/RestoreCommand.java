package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.archive.Damage;
import dev.keepwatch.agent.cli.document.RestoreDocument;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.restore.Rename;
import dev.keepwatch.agent.restore.RestoreJob;
import dev.keepwatch.agent.restore.RestoreRequest;
import dev.keepwatch.agent.restore.RestoreResult;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.naming.BackupTime;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `restore`: brings a backup, or a part of it, back.
final class RestoreCommand {

  private final Composition parts;

  RestoreCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    String target = invocation.words().get(1);
    var request =
        new RestoreRequest(
            path(options.restore().path),
            time(parts, options.restore().time),
            RawText.path(target),
            options.restore().ownership(),
            options.restore().force,
            options.restore().resume,
            !options.restore().noSpaceCheck,
            renames(options.restore().renames),
            options.restore().ignoreErrors,
            options.general().dryRun);
    var talk = new RestoreTalk(parts.terminal());
    var restored = restore(invocation, request, talk);
    if (restored.isEmpty()) {
      return ExitCode.OK;
    }
    var result = restored.get();
    if (parts.terminal().speaksJson()) {
      String place = parts.url(invocation.words().getFirst()).canonical();
      parts
          .terminal()
          .document(
              new RestoreDocument(result, place, target, request.dryRun(), talk.failures())
                  .toString());
    }
    if (request.dryRun()) {
      parts.terminal().result("Required volumes to restore:");
      result.volumes().forEach(name -> parts.terminal().result("\t" + name));
      return ExitCode.OK;
    }
    return told(result, target);
  }

  private static List<Rename> renames(List<String> words) throws UsageException {
    var renames = new ArrayList<Rename>();
    for (int i = 0; i + 1 < words.size(); i += 2) {
      renames.add(new Rename(path(words.get(i), "--rename"), path(words.get(i + 1), "--rename")));
    }
    return renames;
  }

  /// @return nothing if only a plan was asked for
  private Optional<RestoreResult> restore(
      Invocation invocation, RestoreRequest request, RestoreTalk talk)
      throws IOException, UsageException {
    var options = invocation.options();
    var settings = parts.settings(invocation.words().getFirst(), options.keys().signer());
    var temporary = parts.directories().temporary(options.general().temporary);
    try (var open = parts.openInHindsight(settings)) {
      return new ThawedRun(parts, invocation, open)
          .run((cache, frozen) ->
              new RestoreJob(open.archive(), cache, temporary, talk, frozen).run(request));
    } catch (IOException e) {
      if (talk.hasBegun() && Damage.is(e)) {
        parts
            .terminal()
            .warning(
                "What stands in the target is whole, but it is not all. With --continue"
                    + " --ignore-errors everything comes back that can be read, and what is lost is"
                    + " named.");
      }
      throw e;
    }
  }

  private ExitCode told(RestoreResult result, String target) {
    var terminal = parts.terminal();
    tellOfFuture(parts, result.stateOf());
    terminal.notice(
        "Restored %s as of %s to %s."
            .formatted(
                Count.of(result.entries(), "entry", "entries"),
                parts.times().of(result.stateOf().instant()),
                target));
    if (result.errors() == 0) {
      return ExitCode.OK;
    }
    terminal.error(
        "%s could not be restored, or not entirely; the warnings above name what"
            .formatted(Count.of(result.errors(), "entry or volume", "entries or volumes")));
    return ExitCode.GENERAL;
  }

  static void tellOfFuture(Composition parts, BackupTime state) {
    if (state.instant().isAfter(parts.machine().clock().instant())) {
      parts
          .terminal()
          .warning(
              "The newest backup is of "
                  + parts.times().of(state.instant())
                  + ", in the future: this host's clock is wrong, or was wrong then. Earlier states"
                  + " can be asked for with --time.");
    }
  }

  static ArchivePath path(Optional<String> text) throws UsageException {
    return text.isEmpty()
        ? ArchivePath.root()
        : path(text.get().replaceFirst("^/+", ""), "--path-to-restore");
  }

  /// A path in the archive.
  ///
  /// @param option what it was given with
  static ArchivePath path(String text, String option) throws UsageException {
    if (text.startsWith("/")) {
      throw new UsageException(
          option + " is relative to the source, as list-current-files shows it, not " + text);
    }
    String joined =
        Arrays.stream(text.split("/"))
            .filter(part -> !part.isEmpty() && !part.equals("."))
            .collect(Collectors.joining("/"));
    try {
      return ArchivePath.of(RawText.encode(joined));
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }

  /// The time that was asked for; without one the newest state there is, even if a clock that was
  /// wrong has dated it into the future.
  static Instant time(Composition parts, Optional<String> text) throws UsageException {
    if (text.isEmpty()) {
      return RestoreRequest.NEWEST;
    }
    try {
      return parts.timeExpression().resolve(text.get());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--time: " + e.getMessage());
    }
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.RestoreDocument.Failed;
import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.Message;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.restore.RestoreListener;
import dev.keepwatch.format.archive.ArchivePath;
import java.util.ArrayList;
import java.util.List;

/// Tells how a restore goes.
final class RestoreTalk implements RestoreListener {

  private final Terminal terminal;
  private final List<Failed> failures = new ArrayList<>();
  private long entries;
  private long volumes;

  RestoreTalk(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Whether something stands in the target.
  boolean hasBegun() {
    return entries > 0;
  }

  /// What could not be brought back.
  List<Failed> failures() {
    return failures;
  }

  @Override
  public void notice(String text) {
    terminal.notice(text);
  }

  @Override
  public void warning(String text) {
    terminal.warning(text);
  }

  @Override
  public void fetched(String volumeName) {
    volumes++;
    terminal.say(Message.through(volumes, "Fetched " + volumeName));
    terminal.progress(
        Count.of(entries, "entry", "entries") + " restored; " + volumeName + " is sound");
  }

  @Override
  public void restored(ArchivePath path) {
    entries++;
    terminal.info("Restored " + path);
  }

  @Override
  public void kept(ArchivePath path) {
    entries++;
    terminal.info("Kept " + path);
  }

  @Override
  public void failed(ArchivePath path, String reason) {
    failures.add(new Failed(path, reason));
    terminal.warning("cannot restore " + path + ": " + reason);
  }
}

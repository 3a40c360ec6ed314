package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.restore.RestoreListener;
import dev.keepwatch.format.archive.ArchivePath;

/// Tells how a restore goes.
final class RestoreTalk implements RestoreListener {

  private final Terminal terminal;
  private long entries;

  RestoreTalk(Terminal terminal) {
    this.terminal = terminal;
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
    terminal.info("Fetched " + volumeName);
    terminal.progress("%d entries restored; %s is sound".formatted(entries, volumeName));
  }

  @Override
  public void restored(ArchivePath path) {
    entries++;
    terminal.info("Restored " + path);
  }

  @Override
  public void failed(ArchivePath path, String reason) {
    terminal.warning("cannot restore " + path + ": " + reason);
  }
}

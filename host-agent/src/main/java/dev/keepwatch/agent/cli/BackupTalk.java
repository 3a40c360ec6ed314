package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupListener;
import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.cli.output.ProgressLine;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.cli.output.Verbosity;
import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.format.archive.ArchivePath;
import java.time.InstantSource;

/// Tells how a backup goes.
final class BackupTalk implements BackupListener {

  private final Terminal terminal;
  private final ProgressLine progress;
  private long entries;

  BackupTalk(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.progress = new ProgressLine(terminal, clock);
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
  public void unreadable(ArchivePath path, String reason) {
    terminal.warning("cannot read " + path + ": " + reason);
  }

  @Override
  public void skipped(ArchivePath path, String reason) {
    terminal.info("Left out " + path + ": " + reason);
  }

  /// The letters are those of duplicity at this level.
  @Override
  public void progress(Change change, long sourceBytes) {
    entries++;
    progress.at(entries, sourceBytes);
    if (terminal.says(Verbosity.INFO)) {
      switch (change) {
        case Change.Whole whole -> terminal.info("A " + whole.path());
        case Change.Difference difference -> terminal.info("M " + difference.path());
        case Change.Gone gone -> terminal.info("D " + gone.path());
        case Change.None none -> {}
      }
    }
  }

  @Override
  public void stored(String name, long sizeBytes) {
    terminal.info("Stored " + name + " (" + ByteCount.words(sizeBytes) + ")");
  }
}

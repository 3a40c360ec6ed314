package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.backup.BackupListener;
import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.cli.output.Message;
import dev.keepwatch.agent.cli.output.ProgressLine;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.cli.output.Verbosity;
import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.format.archive.ArchivePath;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Tells how a backup goes.
final class BackupTalk implements BackupListener {

  private final Terminal terminal;
  private final ProgressLine progress;
  private long entries;
  private long storedBytes;

  /// @param rate how often the progress is told to somebody who asked for it
  BackupTalk(Terminal terminal, InstantSource clock, Optional<Duration> rate) {
    this.terminal = terminal;
    this.progress = new ProgressLine(terminal, clock, rate);
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
    String text = "cannot read " + path + ": " + reason;
    terminal.say(Message.unreadable(RawText.decode(path.bytes()), text));
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
        case Change.Whole whole -> tell('A', whole.path());
        case Change.Difference difference -> tell('M', difference.path());
        case Change.Gone gone -> tell('D', gone.path());
        case Change.None none -> {}
      }
    }
  }

  private void tell(char letter, ArchivePath path) {
    terminal.say(Message.change(letter, path.isRoot() ? "." : RawText.decode(path.bytes())));
  }

  @Override
  public void stored(String name, long sizeBytes) {
    storedBytes += sizeBytes;
    String text = "Stored " + name + " (" + ByteCount.words(sizeBytes) + ")";
    terminal.say(Message.through(storedBytes, text));
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.ByteCount;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.replicate.ReplicateListener;
import dev.keepwatch.format.catalog.BackupSet;
import java.io.IOException;

/// Tells how a replication goes.
final class ReplicateTalk implements ReplicateListener {

  private final Terminal terminal;

  ReplicateTalk(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void warning(String text) {
    terminal.warning(text);
  }

  @Override
  public void begins(BackupSet set) {
    terminal.notice("Replicating the %s.".formatted(set));
  }

  @Override
  public void present(BackupSet set) {
    terminal.info("The %s is there already.".formatted(set));
  }

  @Override
  public void stored(String fileName, long sizeBytes) {
    terminal.info("Stored " + fileName + " (" + ByteCount.words(sizeBytes) + ")");
    terminal.progress(fileName + " is stored");
  }

  @Override
  public void damaged(IOException damage) {
    terminal.warning(Failure.words(damage));
  }
}

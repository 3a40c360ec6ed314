package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.FileTags;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.tagging.TaggingListener;
import java.util.concurrent.atomic.AtomicLong;

/// Tells which file gets which tag.
final class TaggingTalk implements TaggingListener {

  private final Terminal terminal;
  private final boolean dryRun;
  private final AtomicLong seen = new AtomicLong();

  TaggingTalk(Terminal terminal, boolean dryRun) {
    this.terminal = terminal;
    this.dryRun = dryRun;
  }

  @Override
  public void tagged(String fileName, FileRole role, FileTags before) {
    String tag = FileTags.KEY + "=" + role.tag().orElseThrow();
    String instead = before.ours().map(old -> " instead of " + old).orElse("");
    if (dryRun) {
      terminal.notice("%s would get the tag %s%s.".formatted(fileName, tag, instead));
    } else {
      terminal.info("%s has got the tag %s%s.".formatted(fileName, tag, instead));
    }
    looked();
  }

  @Override
  public void right(String fileName) {
    terminal.info(fileName + " has the right tag.");
    looked();
  }

  @Override
  public void failed(StorageException why) {
    terminal.warning(Failure.words(why));
    looked();
  }

  private void looked() {
    terminal.progress("Looked at " + Count.of(seen.incrementAndGet(), "file", "files"));
  }
}

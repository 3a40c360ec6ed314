package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.Count;
import dev.keepwatch.agent.cli.output.Terminal;
import dev.keepwatch.agent.identity.IssuedKey;
import dev.keepwatch.agent.identity.KeyListener;
import java.nio.file.Path;
import java.time.Instant;

/// Tells what becomes of keys, by their public halves.
final class AwsKeysTalk implements KeyListener {

  private final Terminal terminal;

  AwsKeysTalk(Terminal terminal) {
    this.terminal = terminal;
  }

  /// What a key is like.
  void shown(IssuedKey key, Instant now) {
    terminal.result(
        "%s  %s  made %s, %s ago"
            .formatted(
                key.id(),
                key.active() ? "active  " : "inactive",
                key.createdAt(),
                Count.of(key.days(now), "day", "days")));
  }

  @Override
  public void issued(String id) {
    terminal.notice("Made the key " + id + ".");
  }

  @Override
  public void proven(String id) {
    terminal.notice("The key " + id + " works.");
  }

  @Override
  public void takenUp(String id, Path file) {
    terminal.notice("%s holds the key %s now.".formatted(file, id));
  }

  @Override
  public void deactivated(String id) {
    terminal.notice("Deactivated the key " + id + ".");
  }

  @Override
  public void reactivated(String id) {
    terminal.warning("activated the key " + id + " again");
  }

  @Override
  public void deleted(String id) {
    terminal.notice("Deleted the key " + id + ".");
  }
}

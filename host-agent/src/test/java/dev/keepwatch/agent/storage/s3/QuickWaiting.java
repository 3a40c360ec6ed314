package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.s3.client.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Waiting that takes no time: a pause is over at once, and time has passed by as much.
final class QuickWaiting implements Waiting {

  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public Duration elapsed() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void pause(Duration length) {
    pauses.add(length);
  }

  @Override
  public double chance() {
    return 1;
  }
}

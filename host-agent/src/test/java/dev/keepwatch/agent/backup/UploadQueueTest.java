package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.Turn;
import dev.keepwatch.agent.volume.SealedVolume;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UploadQueueTest {

  private final List<Integer> appeared = Collections.synchronizedList(new ArrayList<>());

  private static SealedVolume volume(int number) {
    var place = PathPosition.whole(ArchivePath.root());
    return new SealedVolume(
        new VolumeEntry(number, place, place, Optional.empty()), Path.of("volume-" + number), 1);
  }

  private void appear(SealedVolume volume, Turn turn) throws IOException {
    turn.await();
    appeared.add(volume.entry().number());
  }

  @Test
  void as_many_are_sent_together_as_may_be() throws Exception {
    var together = new CyclicBarrier(3);
    UploadQueue.Store store =
        (volume, turn) -> {
          await(together);
          appear(volume, turn);
        };
    try (var queue = new UploadQueue(3, store)) {
      for (int number = 1; number <= 6; number++) {
        queue.accept(volume(number));
      }
      queue.drain();
    }

    assertThat(appeared).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void a_later_one_that_was_faster_waits_for_its_turn() throws Exception {
    var secondIsSent = new CountDownLatch(1);
    UploadQueue.Store store =
        (volume, turn) -> {
          if (volume.entry().number() == 1) {
            await(secondIsSent);
          } else {
            secondIsSent.countDown();
          }
          appear(volume, turn);
        };
    try (var queue = new UploadQueue(2, store)) {
      queue.accept(volume(1));
      queue.accept(volume(2));
      queue.drain();
    }

    assertThat(appeared).containsExactly(1, 2);
  }

  @Test
  void behind_one_that_failed_nothing_appears_and_its_failure_is_told() throws Exception {
    var secondIsSent = new CountDownLatch(1);
    UploadQueue.Store store =
        (volume, turn) -> {
          if (volume.entry().number() == 1) {
            await(secondIsSent);
            throw new StorageException(Reason.DENIED, "the first one is refused");
          }
          secondIsSent.countDown();
          appear(volume, turn);
        };
    try (var queue = new UploadQueue(2, store)) {
      queue.accept(volume(1));
      queue.accept(volume(2));

      assertThatThrownBy(queue::drain).hasMessage("the first one is refused");
      assertThatThrownBy(() -> queue.accept(volume(3))).hasMessage("the first one is refused");
    }

    assertThat(appeared).isEmpty();
  }

  @Test
  void who_waits_for_its_turn_ends_when_the_queue_is_closed() throws Exception {
    var waits = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    UploadQueue.Store store =
        (volume, turn) -> {
          if (volume.entry().number() == 1) {
            await(never);
          }
          waits.countDown();
          appear(volume, turn);
        };
    try (var queue = new UploadQueue(2, store)) {
      queue.accept(volume(1));
      queue.accept(volume(2));
      await(waits);
    }

    assertThat(appeared).isEmpty();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(50, TimeUnit.SECONDS)) {
        throw new IOException("nothing happened");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(50, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}

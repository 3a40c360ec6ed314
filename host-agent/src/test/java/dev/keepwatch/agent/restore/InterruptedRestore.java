package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Two states of a tree, and a restore of the first that its storage interrupts.
abstract class InterruptedRestore {

  @TempDir Path home;
  Bench bench;
  SmallTree source;
  RestoreRuns restore;
  Path target;
  Path archive;
  Instant first;
  List<String> firstState;

  @BeforeEach
  void backUpTwice() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 100_000;
    source =
        new SmallTree(home.resolve("source"))
            .file("a", "one")
            .random("b", 90_000)
            .random("d/big", 250_000)
            .file("d/c", "two")
            .link("d/link", "c")
            .random("e/f", 90_000)
            .file("e/g", "three");
    Files.createLink(source.root().resolve("e/name"), source.root().resolve("e/g"));
    first = bench.now;
    bench.backup(source.root());
    firstState = TreeListing.of(source.root());
    bench.now = bench.now.plusSeconds(3600);
    source.random("d/big", 260_000).file("a", "one more");
    bench.backup(source.root());
    restore = new RestoreRuns(bench);
    target = home.resolve("target");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /// A restore of the first state whose storage fails at the nth volume.
  void interruptAtVolume(int number) throws IOException {
    bench.storage = interrupted(number);
    assertThatThrownBy(() -> restore.run(target, first)).isInstanceOf(StorageException.class);
    bench.storage = new FileStorage(archive);
    restore.heard.clear();
    restore.resume = true;
  }

  WatchedStorage interrupted(int volume) {
    var storage = new WatchedStorage(new FileStorage(archive));
    var volumes = new AtomicInteger();
    storage.beforeRead =
        name -> {
          if (name.contains(".vol") && volumes.incrementAndGet() == volume) {
            throw new StorageException(StorageException.Reason.FAILED, "the test says so");
          }
        };
    return storage;
  }

  List<String> heard(String kind) {
    return restore.heard.stream()
        .filter(line -> line.startsWith(kind + ": "))
        .map(line -> line.substring(kind.length() + 2))
        .toList();
  }

  RestoreResult goOn() throws IOException {
    return restore.run(target, RestoreRequest.NEWEST);
  }

  void assertWhole() throws IOException {
    assertThat(TreeListing.of(target)).isEqualTo(firstState);
    assertThat(Files.isSameFile(target.resolve("e/g"), target.resolve("e/name"))).isTrue();
  }
}

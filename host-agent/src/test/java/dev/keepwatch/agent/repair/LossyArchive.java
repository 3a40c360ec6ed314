package dev.keepwatch.agent.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Loss;
import dev.keepwatch.agent.engine.WatchedRuns;
import dev.keepwatch.agent.rsync.BlockLength;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/// An archive that loses files, and the repair of it.
abstract class LossyArchive extends WatchedRuns {

  static final String FULL = "duplicity-full.20231114T221320Z";

  static final String SIGNATURES = "duplicity-full-signatures.20231114T221320Z.sigtar";

  @BeforeEach
  void grow() throws IOException {
    bench.volumeSize = 100_000;
    source.file("a", "one").random("b", 300_000);
  }

  static RepairRequest request(boolean write) {
    return new RepairRequest(Optional.empty(), Optional.empty(), BlockLength.USUAL, write);
  }

  static RepairRequest requestWithNames() {
    byte[] directory = "/srv".getBytes(StandardCharsets.UTF_8);
    return new RepairRequest(Optional.of("web01"), Optional.of(directory), BlockLength.USUAL, true);
  }

  /// As on another host, which has nothing of the archive.
  RepairResult repair() throws Exception {
    return repair(requestWithNames());
  }

  RepairResult repair(RepairRequest request) throws Exception {
    Loss.ofAllIn(bench.cacheDirectory());
    storage.written.clear();
    bench.heard.clear();
    return bench.repair(request);
  }

  void lose(String name) throws IOException {
    Files.delete(archive.resolve(name));
    storage.written.remove(name);
  }

  void loseLastVolume() throws IOException {
    int last = 1;
    while (Files.exists(archive.resolve(FULL + ".vol" + (last + 1) + ".difftar"))) {
      last++;
    }
    lose(FULL + ".vol" + last + ".difftar");
  }

  void assertRefused(RepairResult result, String why) {
    assertThat(result.repaired()).isEmpty();
    assertThat(result.firstFailure().orElseThrow()).hasMessageContaining(why);
    assertThat(storage.written).isEmpty();
  }

  List<String> cached() throws IOException {
    try (var files = Files.list(bench.cacheDirectory())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}

package dev.keepwatch.agent.engine;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageOverMemory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What lies between host and storage shortens an answer and its length alike: the archive is not
/// called damaged for it, and no chain is begun anew.
class ShortenedAnswerTest {

  @TempDir Path home;

  /// An archive over a line that swallows the second half of some files.
  private static final class Swallowing extends StorageOverMemory {
    private String part = "nothing";

    @Override
    public InputStream read(String name) throws StorageException {
      if (!name.contains(part)) {
        return super.read(name);
      }
      byte[] content = memory.content(name);
      return new ByteArrayInputStream(Arrays.copyOf(content, content.length / 2));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNENCRYPTED, manifest",
    "UNENCRYPTED, sigtar",
    "UNCOMPRESSED, manifest",
    "UNCOMPRESSED, sigtar",
    "SYMMETRIC, manifest",
    "SIGNED_PUBLIC_KEY, manifest",
    "SIGNED_PUBLIC_KEY, sigtar"
  })
  void it_is_the_line_that_is_blamed(Mode mode, String part) throws IOException {
    var storage = new Swallowing();
    var tree = new SmallTree(home.resolve("source")).random("a", 50_000);
    try (var first = bench(storage, mode, "first")) {
      first.backup(tree.root());
    }
    storage.part = part;
    try (var second = bench(storage, mode, "second")) {
      second.now = second.now.plusSeconds(60);

      var failure = failureOf(() -> second.backup(tree.root()));

      assertThat(failure.reason()).isEqualTo(Reason.TRANSIENT);
      assertThat(failure)
          .hasMessageMatching("cannot read \\S+" + part + "\\S*: \\d+ bytes came, .*");
      storage.part = "nothing";
      second.backup(tree.root());
    }
  }

  private Bench bench(Swallowing storage, Mode mode, String name) throws IOException {
    var bench = new Bench(home.resolve(name), home.resolve("unused"));
    bench.storage = storage;
    bench.envelopes = mode.envelopes(bench);
    return bench;
  }
}

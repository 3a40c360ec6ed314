package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.replicate.ReplicateJob;
import dev.keepwatch.agent.replicate.ReplicateListener;
import dev.keepwatch.agent.replicate.ReplicateRequest;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.catalog.BackupSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Archives of duplicity, copied and sealed anew in many ways; duplicity restores the copy at each
/// of its times.
class FixtureReplicateTest {

  @TempDir Path home;
  private final List<String> heard = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "NOENC, UNENCRYPTED, false",
    "NOENC, SYMMETRIC, true",
    "DUP3_NOENC, UNCOMPRESSED, false",
    "SYM, UNENCRYPTED, true",
    "SYM, SYMMETRIC, false",
    "RSA_ENCSIGN, SEPARATE_SIGNER, true",
    "MINI_PREFIX, UNENCRYPTED, false",
    "MINI_NOCOMP, UNENCRYPTED, false",
    "MINI_SHORTNAMES, UNENCRYPTED, false",
    "MINI_OLDNAMES, PUBLIC_KEY, true"
  })
  void duplicity_restores_the_copy(Variant variant, Mode wanted, boolean reseal) throws Exception {
    Fixtures.assumeRoot();
    Path copy = Files.createDirectory(home.resolve("copy"));
    try (var from = new Bench(Files.createDirectory(home.resolve("from")), home);
        var to = new Bench(Files.createDirectory(home.resolve("to")), copy);
        var duplicity = new Duplicity(home, wanted)) {
      from.storage = new FileStorage(variant.target());
      variant.on(from);
      to.envelopes = wanted.envelopes(to);

      var result = job(from.archive(), to.archive()).run(request(reseal));

      assertThat(result.sets()).as("%s", heard).isEqualTo(4);
      assertThat(result.damages()).as("%s", heard).isZero();
      for (int state = 0; state < 4; state++) {
        Path theirs = home.resolve("theirs-" + state);
        duplicity.restore(copy, theirs, Fixtures.time(state));
        assertThat(TreeListing.of(theirs)).isEqualTo(variant.restored(state));
      }
      assertThat(duplicity.collectionStatus(copy))
          .contains("Number of contained backup sets: 4")
          .contains("No orphaned or incomplete backup sets found.");
      var again = job(from.archive(), to.archive()).run(request(reseal));
      assertThat(again.present()).isEqualTo(4);
      assertThat(again.files()).isZero();
    }
  }

  private static ReplicateRequest request(boolean reseal) {
    return new ReplicateRequest(Optional.empty(), reseal, false);
  }

  private ReplicateJob job(Archive from, Archive to) throws IOException {
    return new ReplicateJob(from, to, Files.createDirectories(home.resolve("tmp")), new Ears());
  }

  private final class Ears implements ReplicateListener {
    @Override
    public void warning(String text) {
      heard.add(text);
    }

    @Override
    public void begins(BackupSet set) {}

    @Override
    public void present(BackupSet set) {}

    @Override
    public void stored(String fileName, long sizeBytes) {}

    @Override
    public void damaged(IOException damage) {
      heard.add(damage.toString());
    }
  }
}

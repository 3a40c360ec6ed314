package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deltas in both directions between librsync and us, from signatures of every kind.
class LibrsyncInterchangeTest {
  private static final int SEEDS = 60;

  @TempDir private Path folder;

  @Test
  void librsync_applies_our_deltas() throws IOException {
    Rdiff rdiff = Rdiff.in(folder);
    for (int seed = 0; seed < SEEDS; seed++) {
      var change = new Change(seed);
      byte[] signature = rdiff.signature(change.older, change.blockLength, kind(seed));

      byte[] delta = Rsync.delta(signature, change.newer);

      assertThat(rdiff.patch(change.older, delta)).as("seed %d", seed).isEqualTo(change.newer);
    }
  }

  @Test
  void we_apply_librsyncs_deltas() throws IOException {
    Rdiff rdiff = Rdiff.in(folder);
    for (int seed = 0; seed < SEEDS; seed++) {
      var change = new Change(seed);
      byte[] signature = rdiff.signature(change.older, change.blockLength, kind(seed));

      byte[] delta = rdiff.delta(signature, change.newer);

      assertThat(Rsync.patch(folder, change.older, delta, change.newer.length))
          .as("seed %d", seed)
          .isEqualTo(change.newer);
    }
  }

  @Test
  void librsync_makes_deltas_from_our_signatures() throws IOException {
    Rdiff rdiff = Rdiff.in(folder);
    for (int seed = 0; seed < SEEDS; seed++) {
      var change = new Change(seed);
      byte[] delta = rdiff.delta(Rsync.signature(change.older, change.blockLength), change.newer);

      assertThat(Rsync.patch(folder, change.older, delta, change.newer.length))
          .as("seed %d", seed)
          .isEqualTo(change.newer);
    }
  }

  @Test
  void our_deltas_copy_about_as_much_as_librsyncs() throws IOException {
    Rdiff rdiff = Rdiff.in(folder);
    for (int seed = 0; seed < SEEDS; seed++) {
      var change = new Change(seed);
      byte[] signature = rdiff.signature(change.older, change.blockLength, kind(seed));
      long ours = DeltaListing.of(Rsync.delta(signature, change.newer)).literalBytes();
      long theirs = DeltaListing.of(rdiff.delta(signature, change.newer)).literalBytes();

      assertThat(ours)
          .as("literal bytes, seed %d, librsync %d", seed, theirs)
          .isLessThanOrEqualTo(theirs + 2L * change.blockLength);
    }
  }

  /// Each of the four kinds, each with the longest, duplicity's and another length of strong sums.
  private static List<String> kind(int seed) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-H", seed % 2 == 0 ? "md4" : "blake2"));
    options.addAll(List.of("-R", seed % 4 < 2 ? "rollsum" : "rabinkarp"));
    options.addAll(List.of("-S", List.of("0", "8", "11").get(seed % 3)));
    return options;
  }

  private static final class Change {
    private final int blockLength;
    private final byte[] older;
    private final byte[] newer;

    Change(int seed) {
      var states = new FileStates(seed);
      blockLength = states.blockLength();
      older = states.content(states.lengthFor(blockLength));
      newer = states.changed(older);
    }
  }
}

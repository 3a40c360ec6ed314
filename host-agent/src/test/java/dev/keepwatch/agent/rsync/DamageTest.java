package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged signatures and deltas, by the thousand: the named exception or a result, little memory,
/// nothing else.
class DamageTest {
  private static final int SEEDS = 3000;
  private static final long MOST_RESULT = 200_000;
  private static final long MOST_HEAP = 4 << 20;

  @TempDir private Path folder;

  @Test
  void a_damaged_signature_is_refused_or_serves_with_bounded_memory() throws Exception {
    int refused = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var states = new FileStates(seed);
      var random = new SplittableRandom(seed);
      byte[] older = states.content(20_000);
      byte[] newer = states.changed(older);
      byte[] damaged = damaged(Rsync.signature(older, 512), random);
      long sizeBytes = random.nextInt(4) == 0 ? claim(random) : damaged.length;
      var outcome = new Outcome();

      long heap = HeapUse.of(() -> outcome.refused = readAndUse(damaged, sizeBytes, newer));

      assertThat(heap).as("heap, seed %d", seed).isLessThan(MOST_HEAP);
      refused += outcome.refused ? 1 : 0;
    }
    assertThat(refused).isBetween(SEEDS / 10, SEEDS * 9 / 10);
  }

  @Test
  void a_damaged_delta_is_refused_or_applied_with_bounded_memory() throws Exception {
    int refused = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      var states = new FileStates(seed);
      byte[] older = states.content(20_000);
      byte[] newer = states.changed(older);
      byte[] delta = Rsync.delta(Rsync.signature(older, 512), newer);
      byte[] damaged = damaged(delta, new SplittableRandom(seed));
      Path basis = Files.write(folder.resolve("basis"), older);
      var outcome = new Outcome();

      long heap = HeapUse.of(() -> outcome.refused = apply(basis, damaged));

      assertThat(heap).as("heap, seed %d", seed).isLessThan(MOST_HEAP);
      refused += outcome.refused ? 1 : 0;
    }
    assertThat(refused).isBetween(SEEDS / 10, SEEDS * 9 / 10);
  }

  private boolean readAndUse(byte[] damaged, long sizeBytes, byte[] newer) throws IOException {
    try (var in = new ByteArrayInputStream(damaged);
        Signature signature = Signature.read(in, sizeBytes, folder)) {
      // It may be wrong, as the sums are, but it is a delta.
      DeltaListing.of(Rsync.delta(signature, newer));
      return false;
    } catch (SignatureFormatException e) {
      return true;
    }
  }

  private static boolean apply(Path basis, byte[] damaged) throws IOException {
    var result = new ByteArrayOutputStream();
    try (FileChannel channel = FileChannel.open(basis)) {
      DeltaPatch.apply(channel, new ByteArrayInputStream(damaged), result, MOST_RESULT);
      return false;
    } catch (DeltaFormatException e) {
      return true;
    } finally {
      assertThat(result.size()).isLessThanOrEqualTo((int) MOST_RESULT);
    }
  }

  private static byte[] damaged(byte[] sound, SplittableRandom random) {
    byte[] bytes = sound.clone();
    int wounds = 1 + random.nextInt(4);
    for (int i = 0; i < wounds && bytes.length > 0; i++) {
      // Half of the wounds in the first bytes, where headers and commands are.
      int at = random.nextInt(random.nextBoolean() ? Math.min(16, bytes.length) : bytes.length);
      bytes = wounded(bytes, at, random);
    }
    return bytes;
  }

  private static byte[] wounded(byte[] bytes, int at, SplittableRandom random) {
    byte[] before = FileStates.cut(bytes, 0, at);
    byte[] after = FileStates.cut(bytes, at + 1, bytes.length);
    byte[] odd = {List.of((byte) 0, (byte) -1, (byte) 0x7f, (byte) 0x54).get(random.nextInt(4))};
    byte[] flipped = {(byte) (bytes[at] ^ (1 << random.nextInt(8)))};
    return switch (random.nextInt(6)) {
      case 0 -> before;
      case 1 -> FileStates.joined(before, after);
      case 2 -> FileStates.joined(before, odd, after);
      case 3 -> FileStates.joined(before, odd, odd, odd, odd, bytes);
      default -> FileStates.joined(before, flipped, after);
    };
  }

  private static long claim(SplittableRandom random) {
    return random.nextLong() >> random.nextInt(64);
  }

  private static final class Outcome {
    private boolean refused;
  }
}

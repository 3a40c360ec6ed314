package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.fuzz.Fuzz;
import dev.keepwatch.agent.fuzz.Mutation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged signatures and deltas: the named exception or a result, little memory, nothing else.
class RsyncFuzzTest {
  private static final long MOST_RESULT = 200_000;
  private static final long MOST_HEAP = 6 << 20;

  @TempDir private Path folder;

  @Test
  void a_damaged_signature_is_refused_or_serves_with_bounded_memory() throws Exception {
    Fuzz.of("signature", 3000)
        .refusedBy(SignatureFormatException.class)
        .allocating(MOST_HEAP)
        .feed(
            random -> damaged(Rsync.signature(content(random), 512), random),
            (input, random) -> {
              long sizeBytes = random.nextInt(4) == 0 ? claim(random) : input.length;
              readAndUse(input, sizeBytes, content(random));
            });
  }

  @Test
  void a_damaged_delta_is_refused_or_applied_with_bounded_memory() throws Exception {
    Path basis = folder.resolve("basis");

    Fuzz.of("delta", 3000)
        .refusedBy(DeltaFormatException.class)
        .allocating(MOST_HEAP)
        .feed(
            random -> {
              byte[] older = content(random);
              Files.write(basis, older);
              byte[] newer = new FileStates(random.nextLong()).changed(older);
              return damaged(Rsync.delta(Rsync.signature(older, 512), newer), random);
            },
            (input, _) -> apply(basis, input));
  }

  private static byte[] content(SplittableRandom random) {
    return new FileStates(random.nextLong()).content(20_000);
  }

  private static byte[] damaged(byte[] sound, SplittableRandom random) {
    return new Mutation(random, List.of(sound)).next();
  }

  private void readAndUse(byte[] damaged, long sizeBytes, byte[] newer) throws IOException {
    try (var in = new ByteArrayInputStream(damaged);
        Signature signature = Signature.read(in, sizeBytes, folder)) {
      // It may be wrong, as the sums are, but it is a delta.
      DeltaListing.of(Rsync.delta(signature, newer));
    }
  }

  private static void apply(Path basis, byte[] damaged) throws IOException {
    var result = new ByteArrayOutputStream();
    try (FileChannel channel = FileChannel.open(basis)) {
      DeltaPatch.apply(channel, new ByteArrayInputStream(damaged), result, MOST_RESULT);
    } finally {
      assertThat(result.size()).isLessThanOrEqualTo((int) MOST_RESULT);
    }
  }

  /// Copies of everything, so many that a disk would not hold them.
  @Test
  void a_small_delta_that_makes_very_much_stops_where_there_is_no_room_any_more() throws Exception {
    Path basis = Files.write(folder.resolve("basis"), new byte[1 << 20]);
    var delta = new ByteArrayOutputStream();
    delta.writeBytes(new byte[] {0x72, 0x73, 2, 0x36});
    for (int i = 0; i < 100_000; i++) {
      delta.writeBytes(new byte[] {0x47, 0, 0, 0x10, 0, 0});
    }
    var counted = new Counted();
    try (FileChannel channel = FileChannel.open(basis)) {
      var in = new ByteArrayInputStream(delta.toByteArray());

      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> DeltaPatch.apply(channel, in, counted, 50 << 20))
          .isInstanceOf(DeltaFormatException.class)
          .hasMessageContaining("more than the 52428800 bytes");
    }
    assertThat(counted.bytes).isEqualTo(50 << 20);
  }

  private static long claim(SplittableRandom random) {
    return random.nextLong() >> random.nextInt(64);
  }

  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] data, int offset, int length) {
      bytes += length;
    }
  }
}

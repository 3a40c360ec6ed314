package dev.keepwatch.format.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.fixtures.Duplicity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// On sound archives what goes is what duplicity removes, but for the signatures of the active
/// chain, which it removes by mistake (FORMAT.md §0.10) where they are in the cache too: here they
/// never are.
class RetentionAgainstDuplicityTest {

  @TempDir Path directory;

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void duplicity_leaves_the_same_files(long seed) throws Exception {
    var archive = new RandomArchive(new Random(seed));
    var policy = archive.policy();

    var theirs =
        Duplicity.orSkip(directory, "UTC")
            .leftBy(archive.names, verb(policy), parameter(policy), "--force", "--no-encryption");

    assertThat(theirs).as("seed %d, %s", seed, policy).isEqualTo(left(archive, policy));
  }

  private static Set<String> left(RandomArchive archive, RetentionPolicy policy) {
    var left = new HashSet<>(archive.names);
    RetentionPlan.of(RandomArchive.catalog(archive.names), policy).going().stream()
        .flatMap(BackupSet::fileNames)
        .forEach(left::remove);
    return left;
  }

  private static String verb(RetentionPolicy policy) {
    return switch (policy) {
      case RetentionPolicy.OlderThan older -> "remove-older-than";
      case RetentionPolicy.AllButFulls fulls -> "remove-all-but-n-full";
      case RetentionPolicy.IncrementsOfAllButFulls fulls -> "remove-all-inc-of-but-n-full";
    };
  }

  private static String parameter(RetentionPolicy policy) {
    return switch (policy) {
      case RetentionPolicy.OlderThan(Instant time) -> Long.toString(time.getEpochSecond());
      case RetentionPolicy.AllButFulls(int count) -> Integer.toString(count);
      case RetentionPolicy.IncrementsOfAllButFulls(int count) -> Integer.toString(count);
    };
  }
}

package dev.keepwatch.format.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.fixtures.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeEntryTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', '', true",
    "'', b, a, true",
    "a/b, a/d, a, true",
    "a/b, a/d, a/c, true",
    "a/b, a/d, a/b/x, true",
    "a/b, a/d, a/d, true",
    "a/b, a/d, a/d/x, false",
    "a/b, a/d, a/a, false",
    "a/b, a/d, b, false",
    "a/b, a/d, '', true",
    "dir/z, dir-sibling, dir/x, false",
    "dir/z, dir-sibling, dir, true",
    "dir-sibling, dir.txt, dir, false",
  })
  void a_volume_may_hold_a_path_if_its_range_touches_the_path_or_what_lies_below(
      String start, String end, String path, boolean mayHold) {
    assertThat(volume(start, end).mayHold(ArchivePath.of(path))).isEqualTo(mayHold);
  }

  @Test
  void no_volume_that_holds_a_path_is_passed_over() {
    Seeds.rounds(
        3000,
        random -> {
          var paths = IntStream.range(0, 3).mapToObj(i -> path(random)).sorted().toList();
          var held = paths.get(1);
          var volume = volume(paths.getFirst().toString(), paths.getLast().toString());
          var asked = ancestor(held, random);

          assertThat(volume.mayHold(asked)).as("%s holds %s", volume, asked).isTrue();
        });
  }

  private static ArchivePath ancestor(ArchivePath path, Random random) {
    var ancestor = path;
    for (int up = random.nextInt(3); up > 0; up--) {
      ancestor = ancestor.parent();
    }
    return ancestor;
  }

  private static ArchivePath path(Random random) {
    var names = List.of("a", "a-b", "b", "a.", "c");
    return ArchivePath.of(
        random
            .ints(1 + random.nextInt(3), 0, names.size())
            .mapToObj(names::get)
            .collect(Collectors.joining("/")));
  }

  private static VolumeEntry volume(String start, String end) {
    return new VolumeEntry(
        1,
        PathPosition.whole(ArchivePath.of(start)),
        PathPosition.whole(ArchivePath.of(end)),
        Optional.empty());
  }
}

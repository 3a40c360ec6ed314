package dev.keepwatch.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.journal.PackingState.Begun;
import dev.keepwatch.agent.journal.PackingState.Place;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A checkpoint that is written and read is the same.
class JournalTextTest {

  private static final ArchivePath DIRECTORY = ArchivePath.of("d");

  static Stream<Place> places() {
    var names = List.of("", "a", "-", ".x", "behind", "at", "end", "a b\n'\"\\", "d/é");
    return Stream.concat(
        Stream.of(new Place.End()),
        names.stream()
            .map(ArchivePath::of)
            .flatMap(path ->
                Stream.of(
                    new Place.At(path),
                    new Place.Behind(path, false),
                    new Place.Behind(path, true))));
  }

  @ParameterizedTest
  @MethodSource("places")
  void every_place_comes_back(Place place) {
    assertComesBack(checkpoint(place, Optional.empty()));
  }

  @Test
  void an_entry_of_which_parts_are_stored_comes_back_also_with_nothing_known_of_its_file() {
    var begun = new Begun(MemberName.Kind.DIFF, 7, "ab12", Begun.UNKNOWN);

    assertComesBack(checkpoint(new Place.At(DIRECTORY), Optional.of(begun)));
  }

  @Test
  void behind_a_directory_there_is_room_below_it_and_behind_a_file_there_is_none() {
    var below = ArchivePath.of("d/x");

    assertThat(new Place.Behind(DIRECTORY, true).hasNoRoomFor(below)).isFalse();
    assertThat(new Place.Behind(DIRECTORY, false).hasNoRoomFor(below)).isTrue();
    assertThat(new Place.Behind(DIRECTORY, false).hasNoRoomFor(ArchivePath.of("d-x"))).isFalse();
    assertThat(new Place.Behind(DIRECTORY, true).covers(below)).isFalse();
    assertThat(new Place.Behind(DIRECTORY, true).covers(DIRECTORY)).isTrue();
    assertThat(new Place.At(DIRECTORY).covers(DIRECTORY)).isFalse();
  }

  private static Checkpoint checkpoint(Place place, Optional<Begun> begun) {
    var hash = Optional.of(VolumeHash.sha1("0123456789abcdef0123456789abcdef01234567"));
    var entry =
        new VolumeEntry(
            3, PathPosition.whole(ArchivePath.root()), PathPosition.part(DIRECTORY, 7), hash);
    var packing = new PackingState(place, begun, List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), 8, 9, 10, 11);
    return new Checkpoint(new SealedFile("name", 12, hash.get().hex()), entry, packing, 13, 14);
  }

  private static void assertComesBack(Checkpoint checkpoint) {
    assertThat(JournalText.checkpoint(JournalText.words(checkpoint).iterator()))
        .isEqualTo(checkpoint);
  }
}

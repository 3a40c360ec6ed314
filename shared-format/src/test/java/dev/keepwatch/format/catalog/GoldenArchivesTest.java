package dev.keepwatch.format.catalog;

import static dev.keepwatch.format.catalog.Listing.fullSet;
import static dev.keepwatch.format.catalog.Listing.increment;
import static dev.keepwatch.format.catalog.Listing.listing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.fixtures.Fixtures;
import dev.keepwatch.format.naming.NamePrefixes;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.SetId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenArchivesTest {

  private static final String T0 = "20231114T221320Z";
  private static final String T1 = "20231114T231320Z";
  private static final String T2 = "20231115T001320Z";
  private static final String T3 = "20231115T011320Z";
  private static final SetId FULL = fullSet(T0);
  private static final SetId.Incremental FIRST = increment(T0, T1);
  private static final SetId.Incremental SECOND = increment(T1, T2);

  private static final Pattern SET_LINE =
      Pattern.compile("(?m)^ +(Full|Incremental) .* 20[0-9]{2} +([0-9]+)$");

  static Stream<String> archives() {
    return Fixtures.archives();
  }

  private static Catalog catalogOf(String archive) {
    var scheme =
        archive.equals("mini-prefix")
            ? NamingScheme.withPrefixes(
                new NamePrefixes("pre_", "archive_", "manifest_", "signature_", ""))
            : NamingScheme.standard();
    return listing().files(Fixtures.listing(archive)).catalog(scheme);
  }

  @ParameterizedTest
  @MethodSource("archives")
  void every_archive_is_one_whole_chain_of_a_full_and_three_increments(String archive) {
    var catalog = catalogOf(archive);

    assertThat(catalog.defects()).isEmpty();
    assertThat(catalog.foreignFiles()).isZero();
    assertThat(catalog.chains()).hasSize(1);
    assertThat(catalog.newestWholeTime()).contains(Listing.time(T3));
    assertThat(catalog.chains().getFirst().sets())
        .map(BackupSet::id)
        .containsExactly(FULL, FIRST, SECOND, increment(T2, T3));
  }

  @ParameterizedTest
  @MethodSource("archives")
  void duplicity_counts_the_same_volumes(String archive) {
    var counted =
        SET_LINE
            .matcher(Fixtures.collectionStatus(archive))
            .results()
            .map(line -> line.group(1) + " " + line.group(2))
            .toList();

    assertThat(counted).hasSize(4);
    assertThat(catalogOf(archive).chains().getFirst().sets())
        .map(set -> (set.isFull() ? "Full " : "Incremental ") + set.volumeCount())
        .containsExactlyElementsOf(counted);
  }

  @ParameterizedTest
  @MethodSource("archives")
  void encryption_shows_in_the_names(String archive) {
    boolean encrypted =
        Fixtures.listing(archive).stream().allMatch(name -> name.matches(".*\\.gp?g?"));

    assertThat(catalogOf(archive).chains().getFirst().sets())
        .allMatch(set -> set.isEncrypted() == encrypted);
  }

  @Test
  void who_does_not_know_the_prefixes_sees_the_same_archive() {
    var catalog =
        listing().files(Fixtures.listing("mini-prefix")).catalog(NamingScheme.behindAnyPrefix());

    assertThat(catalog.defects()).isEmpty();
    assertThat(catalog.newestWholeTime()).contains(Listing.time(T3));
  }

  static Stream<String> damagedArchives() {
    return Fixtures.damagedArchives();
  }

  @ParameterizedTest
  @MethodSource("damagedArchives")
  void every_damage_that_names_can_tell_is_told(String damage) {
    var catalog = listing().files(Fixtures.damagedListing(damage)).catalog();

    assertThat(catalog.defects()).isEqualTo(expectedDefects(damage));
    assertThat(catalog.newestWholeTime().map(Object::toString).orElse("none"))
        .isEqualTo(expectedWholeTime(damage));
    assertThat(catalog.foreignFiles()).isEqualTo(damage.equals("foreign-file") ? 2 : 0);
  }

  private static List<Defect> expectedDefects(String damage) {
    return switch (damage) {
      case "missing-volume" ->
          List.of(new Defect.MissingVolumes(FULL, List.of(new NumberRange(2, 2))));
      case "missing-full-manifest" ->
          List.of(
              new Defect.MissingManifest(FULL, 3, true),
              new Defect.Orphaned(FIRST),
              new Defect.Orphaned(SECOND));
      case "missing-inc1-manifest" ->
          List.of(new Defect.MissingManifest(FIRST, 1, true), new Defect.Orphaned(SECOND));
      case "orphan-inc-gap" -> List.of(new Defect.Orphaned(SECOND));
      case "orphan-inc-no-full" -> List.of(new Defect.Orphaned(FIRST), new Defect.Orphaned(SECOND));
      case "missing-full-signatures" -> List.of(new Defect.MissingSignatures(FULL));
      case "missing-inc1-signatures" -> List.of(new Defect.MissingSignatures(FIRST));
      case "missing-last-signatures" -> List.of(new Defect.MissingSignatures(SECOND));
      case "two-manifests" ->
          List.of(new Defect.Ambiguous(FULL, "duplicity-full." + T0 + ".manifest.gz"));
      default -> List.of();
    };
  }

  /// The damage inside of files (a flipped byte, a cut volume) cannot be seen from names.
  private static String expectedWholeTime(String damage) {
    return switch (damage) {
      case "missing-volume", "missing-full-manifest", "orphan-inc-no-full", "two-manifests" ->
          "none";
      case "missing-inc1-manifest", "orphan-inc-gap" -> T0;
      default -> T2;
    };
  }

  @Test
  void the_damaged_archives_are_those_of_the_table_above() {
    assertThat(Fixtures.damagedArchives())
        .containsExactly(
            "base",
            "filelist-bad-count",
            "flipped-byte",
            "foreign-file",
            "missing-full-manifest",
            "missing-full-signatures",
            "missing-inc1-manifest",
            "missing-inc1-signatures",
            "missing-last-signatures",
            "missing-volume",
            "no-hash-lines",
            "orphan-inc-gap",
            "orphan-inc-no-full",
            "truncated-volume",
            "truncated-volume-hash-fixed",
            "two-manifests");
  }
}

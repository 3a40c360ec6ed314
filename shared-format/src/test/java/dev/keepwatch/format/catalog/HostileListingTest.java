package dev.keepwatch.format.catalog;

import static dev.keepwatch.format.catalog.Listing.fullSet;
import static dev.keepwatch.format.catalog.Listing.listing;
import static dev.keepwatch.format.catalog.Listing.volumes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.fixtures.Seeds;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HostileListingTest {

  private static final int MILLION = 1_000_000;
  private static final String MONDAY = "20260105T020000Z";
  private static final SetId FULL = fullSet(MONDAY);

  /// `1 10 100 … 1000000 100001 …`: the order in which a bucket lists volumes.
  private static Stream<Integer> numbersInListingOrder() {
    return IntStream.rangeClosed(1, MILLION)
        .mapToObj(Integer::toString)
        .sorted()
        .map(Integer::parseInt);
  }

  private static StoredFile volume(int number) {
    return Listing.stored("duplicity-full." + MONDAY + ".vol" + number + ".difftar.gpg");
  }

  @Test
  void a_million_volumes_are_held_as_a_handful_of_ranges_and_one_name() {
    var set = new SetBuilder(FULL);
    int most = 0;
    for (int number : (Iterable<Integer>) numbersInListingOrder()::iterator) {
      set.add(new ArchiveName.Volume(FULL, number, Packaging.OPENPGP), volume(number));
      most = Math.max(most, set.numbers.size());
    }

    assertThat(most).isLessThanOrEqualTo(Integer.toString(MILLION).length() + 1);
    assertThat(set.numbers.size()).isEqualTo(1);
    assertThat(set.otherwiseNamed).isEmpty();
    assertThat(set.volumeName(777_777)).isEqualTo(volume(777_777).name());
  }

  @Test
  void a_catalog_is_fed_a_million_names_one_by_one() {
    var builder = new Catalog.Builder(NamingScheme.standard());
    numbersInListingOrder()
        .filter(number -> number != 4711)
        .forEach(number -> builder.add(volume(number)));
    builder.add(Listing.stored("duplicity-full." + MONDAY + ".manifest.gpg"));
    builder.add(Listing.stored("duplicity-full-signatures." + MONDAY + ".sigtar.gpg"));

    var catalog = builder.build();

    assertThat(catalog.chains().getFirst().volumeCount()).isEqualTo(MILLION - 1);
    assertThat(catalog.defects())
        .containsExactly(new Defect.MissingVolumes(FULL, List.of(new NumberRange(4711, 4711))));
  }

  @Test
  void a_volume_number_out_of_this_world_costs_no_more_than_another() {
    var catalog =
        listing().full(MONDAY, volumes(1, 999_999_999)).file("df.t8dc80.zik0zj.dt.g").catalog();

    assertThat(catalog.chains().getFirst().volumeCount()).isEqualTo(3);
    assertThat(catalog.defects())
        .map(Defect::toString)
        .containsExactly(
            "the full 20260105T020000Z lacks volume 2 to 999999998, 1000000000 to 2147483646");
  }

  @Test
  void very_many_gaps_are_reported_in_a_short_sentence() {
    int[] odd = IntStream.range(0, 1000).map(i -> 2 * i + 1).toArray();

    assertThat(listing().full(MONDAY, odd).catalog().defects())
        .map(Defect::toString)
        .containsExactly("the full 20260105T020000Z lacks volume 2, 4, 6, 8, 10, 12, 14, 16, …");
  }

  @Test
  void of_very_many_doubled_files_only_some_are_named() {
    var listing = listing().full(MONDAY, volumes(1));
    for (int i = 0; i < 1000; i++) {
      listing.file("duplicity-full." + MONDAY + ".vol1.difftar." + i);
    }

    assertThat(listing.catalog().defects()).hasSize(16);
  }

  @Test
  void very_many_chains_and_orphans_are_strung_together_without_asking_each_other() {
    int count = 20_000;
    var builder = new Catalog.Builder(NamingScheme.standard());
    for (int i = 0; i < count; i++) {
      builder.add(manifest(new SetId.Full(new BackupTime(i))));
      builder.add(
          manifest(
              new SetId.Incremental(new BackupTime(count + i), new BackupTime(3L * count + i))));
    }

    var catalog = builder.build();

    assertThat(catalog.chains()).hasSize(count);
    assertThat(catalog.orphans()).hasSize(count);
  }

  private static StoredFile manifest(SetId set) {
    return Listing.stored(
        NamingScheme.standard().format(new ArchiveName.Manifest(set, Packaging.PLAIN)));
  }

  @Test
  void a_date_in_the_far_future_is_a_fact_like_any_other() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .file("duplicity-full.99991231T235959Z.manifest")
            .catalog();

    assertThat(catalog.newestChain().orElseThrow().end()).hasToString("99991231T235959Z");
    assertThat(catalog.newestWholeTime()).contains(FULL.time());
  }

  @Test
  void every_set_of_any_listing_has_exactly_one_place() {
    Seeds.rounds(
        300,
        random -> {
          var listing = listing();
          for (int count = random.nextInt(12); count > 0; count--) {
            int time = 1 + random.nextInt(6);
            int from = random.nextInt(time);
            SetId set =
                random.nextInt(3) == 0
                    ? new SetId.Full(new BackupTime(time))
                    : new SetId.Incremental(new BackupTime(from), new BackupTime(time));
            listing.add(
                random.nextInt(4) == 0
                    ? new ArchiveName.Signatures(set, Packaging.PLAIN)
                    : new ArchiveName.Manifest(set, Packaging.PLAIN));
          }
          var catalog = listing.catalog();

          var placed =
              Stream.of(
                      catalog.chains().stream().flatMap(chain -> chain.sets().stream()),
                      catalog.orphans().stream(),
                      catalog.superseded().stream(),
                      catalog.incomplete().stream())
                  .flatMap(sets -> sets.map(BackupSet::id))
                  .toList();
          assertThat(placed).doesNotHaveDuplicates();
          assertThat(placed).hasSameElementsAs(setsIn(listing));
          assertThat(catalog.chains()).allSatisfy(HostileListingTest::isConnected);
        });
  }

  private static List<SetId> setsIn(Listing listing) {
    return listing.names().stream()
        .map(name -> NamingScheme.standard().parse(name).orElseThrow().set())
        .toList();
  }

  private static void isConnected(Chain chain) {
    var end = chain.full().time();
    for (var set : chain.increments()) {
      assertThat(set.id()).isEqualTo(new SetId.Incremental(end, set.time()));
      end = set.time();
    }
  }
}

package dev.keepwatch.format.catalog;

import static dev.keepwatch.format.catalog.Listing.fullSet;
import static dev.keepwatch.format.catalog.Listing.increment;
import static dev.keepwatch.format.catalog.Listing.listing;
import static dev.keepwatch.format.catalog.Listing.time;
import static dev.keepwatch.format.catalog.Listing.volumes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.fixtures.Seeds;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {

  private static final String MONDAY = "20260105T020000Z";
  private static final String TUESDAY = "20260106T020000Z";
  private static final String WEDNESDAY = "20260107T020000Z";
  private static final String THURSDAY = "20260108T020000Z";
  private static final String FRIDAY = "20260109T020000Z";

  private static List<SetId> ids(List<BackupSet> sets) {
    return sets.stream().map(BackupSet::id).toList();
  }

  @Test
  void a_full_and_what_builds_on_it_is_a_chain() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1, 2))
            .incremental(TUESDAY, volumes(1))
            .incremental(WEDNESDAY, volumes(1, 2, 3))
            .catalog();

    var chain = catalog.newestChain().orElseThrow();
    assertThat(catalog.chains()).containsExactly(chain);
    assertThat(catalog.defects()).isEmpty();
    assertThat(catalog.isEmpty()).isFalse();
    assertThat(ids(chain.sets()))
        .containsExactly(
            fullSet(MONDAY), increment(MONDAY, TUESDAY), increment(TUESDAY, WEDNESDAY));
    assertThat(chain.start()).isEqualTo(time(MONDAY));
    assertThat(chain.end()).isEqualTo(time(WEDNESDAY));
    assertThat(chain.wholeEnd()).contains(time(WEDNESDAY));
    assertThat(chain.volumeCount()).isEqualTo(6);
  }

  @Test
  void the_order_of_a_listing_does_not_matter() {
    Seeds.rounds(
        100,
        random -> {
          var catalog =
              listing()
                  .full(MONDAY, volumes(1, 2, 3))
                  .incremental(TUESDAY, volumes(1, 3))
                  .incrementalFrom(MONDAY, WEDNESDAY, volumes(1))
                  .incrementalFrom(TUESDAY, THURSDAY, volumes(1))
                  .full(FRIDAY, volumes(2))
                  .withoutManifest()
                  .shuffled(random)
                  .catalog();

          assertThat(ids(catalog.newestChain().orElseThrow().sets()))
              .containsExactly(fullSet(MONDAY), increment(MONDAY, WEDNESDAY));
          assertThat(ids(catalog.superseded())).containsExactly(increment(MONDAY, TUESDAY));
          assertThat(ids(catalog.orphans())).containsExactly(increment(TUESDAY, THURSDAY));
          assertThat(ids(catalog.incomplete())).containsExactly(fullSet(FRIDAY));
          assertThat(catalog.defects())
              .containsExactly(
                  new Defect.MissingVolumes(
                      increment(MONDAY, TUESDAY), List.of(new NumberRange(2, 2))),
                  new Defect.Superseded(increment(MONDAY, TUESDAY)),
                  new Defect.Orphaned(increment(TUESDAY, THURSDAY)),
                  new Defect.MissingManifest(fullSet(FRIDAY), 1, true));
        });
  }

  @Test
  void a_set_without_its_second_volume_is_reported_and_only_what_lies_before_is_whole() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1, 2, 3))
            .incremental(TUESDAY, volumes(1, 3))
            .incremental(WEDNESDAY, volumes(1))
            .catalog();

    var chain = catalog.newestChain().orElseThrow();
    assertThat(catalog.defects())
        .containsExactly(
            new Defect.MissingVolumes(increment(MONDAY, TUESDAY), List.of(new NumberRange(2, 2))));
    assertThat(chain.end()).isEqualTo(time(WEDNESDAY));
    assertThat(chain.wholeEnd()).contains(time(MONDAY));
    assertThat(catalog.newestWholeTime()).contains(time(MONDAY));
  }

  @Test
  void a_chain_whose_full_lacks_a_volume_has_no_whole_time() {
    var catalog = listing().full(MONDAY, volumes(2)).incremental(TUESDAY, volumes(1)).catalog();

    assertThat(catalog.newestChain().orElseThrow().wholeEnd()).isEmpty();
    assertThat(catalog.newestWholeTime()).isEmpty();
  }

  @Test
  void a_set_without_any_volume_lacks_the_first() {
    var catalog = listing().full(MONDAY).catalog();

    assertThat(catalog.defects())
        .containsExactly(
            new Defect.MissingVolumes(fullSet(MONDAY), List.of(new NumberRange(1, 1))));
    assertThat(catalog.newestWholeTime()).isEmpty();
  }

  @Test
  void a_full_begins_a_chain_of_its_own() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .incremental(TUESDAY, volumes(1))
            .full(WEDNESDAY, volumes(1))
            .incremental(THURSDAY, volumes(1))
            .catalog();

    assertThat(catalog.chains())
        .extracting(Chain::start)
        .containsExactly(time(MONDAY), time(WEDNESDAY));
    assertThat(catalog.newestChain().orElseThrow().start()).isEqualTo(time(WEDNESDAY));
  }

  @Test
  void of_two_chains_that_overlap_the_newest_is_the_one_that_ends_last() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .full(TUESDAY, volumes(1))
            .incrementalFrom(MONDAY, WEDNESDAY, volumes(1))
            .catalog();

    assertThat(catalog.newestChain().orElseThrow().start()).isEqualTo(time(MONDAY));
  }

  @Test
  void without_its_manifest_a_set_does_not_count_and_what_builds_on_it_is_an_orphan() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .incremental(TUESDAY, volumes(1, 2))
            .withoutManifest()
            .incremental(WEDNESDAY, volumes(1))
            .catalog();

    assertThat(catalog.newestChain().orElseThrow().end()).isEqualTo(time(MONDAY));
    assertThat(ids(catalog.incomplete())).containsExactly(increment(MONDAY, TUESDAY));
    assertThat(ids(catalog.orphans())).containsExactly(increment(TUESDAY, WEDNESDAY));
    assertThat(catalog.defects())
        .containsExactly(
            new Defect.MissingManifest(increment(MONDAY, TUESDAY), 2, true),
            new Defect.Orphaned(increment(TUESDAY, WEDNESDAY)));
  }

  @Test
  void without_its_signatures_a_set_can_still_be_restored() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .withoutSignatures()
            .incremental(TUESDAY, volumes(1))
            .catalog();

    assertThat(catalog.defects()).containsExactly(new Defect.MissingSignatures(fullSet(MONDAY)));
    assertThat(catalog.newestWholeTime()).contains(time(TUESDAY));
  }

  @Test
  void the_state_at_a_time_is_what_was_backed_up_last_before_it() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .incremental(TUESDAY, volumes(1))
            .full(WEDNESDAY, volumes(1))
            .incremental(FRIDAY, volumes(1))
            .catalog();

    assertThat(setsAt(catalog, "2026-01-05T01:59:59Z")).isEmpty();
    assertThat(setsAt(catalog, "2026-01-05T02:00:00Z")).containsExactly(fullSet(MONDAY));
    assertThat(setsAt(catalog, "2026-01-07T01:59:59Z"))
        .containsExactly(fullSet(MONDAY), increment(MONDAY, TUESDAY));
    assertThat(setsAt(catalog, "2026-01-08T00:00:00Z")).containsExactly(fullSet(WEDNESDAY));
    assertThat(setsAt(catalog, "2030-01-01T00:00:00Z"))
        .containsExactly(fullSet(WEDNESDAY), increment(WEDNESDAY, FRIDAY));
  }

  private static List<SetId> setsAt(Catalog catalog, String time) {
    var instant = Instant.parse(time);
    return catalog.chainAt(instant).map(chain -> ids(chain.setsUpTo(instant))).orElse(List.of());
  }

  @Test
  void nothing_is_an_empty_catalog() {
    var catalog = listing().file("README.txt").file("duplicity-full.notatime.manifest").catalog();

    assertThat(catalog.isEmpty()).isTrue();
    assertThat(catalog.foreignFiles()).isEqualTo(2);
    assertThat(catalog.newestChain()).isEmpty();
    assertThat(catalog.newestWholeTime()).isEmpty();
    assertThat(listing().full(MONDAY, volumes(1)).withoutManifest().catalog().isEmpty()).isFalse();
  }
}

package dev.keepwatch.format.catalog;

import static dev.keepwatch.format.catalog.Listing.increment;
import static dev.keepwatch.format.catalog.Listing.listing;
import static dev.keepwatch.format.catalog.Listing.time;
import static dev.keepwatch.format.catalog.Listing.volumes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.naming.SetId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where an increment goes when several sets begin or end at the same point.
class ForkedChainsTest {

  private static final String MONDAY = "20260105T020000Z";
  private static final String TUESDAY = "20260106T020000Z";
  private static final String WEDNESDAY = "20260107T020000Z";
  private static final String THURSDAY = "20260108T020000Z";
  private static final String FRIDAY = "20260109T020000Z";

  @Test
  void a_later_increment_from_the_same_point_takes_the_place_of_the_last_one() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .incremental(TUESDAY, volumes(1))
            .incremental(WEDNESDAY, volumes(1))
            .incrementalFrom(TUESDAY, THURSDAY, volumes(1))
            .incremental(FRIDAY, volumes(1))
            .catalog();

    assertThat(ids(catalog.newestChain().orElseThrow().increments()))
        .containsExactly(
            increment(MONDAY, TUESDAY), increment(TUESDAY, THURSDAY), increment(THURSDAY, FRIDAY));
    assertThat(catalog.defects())
        .containsExactly(new Defect.Superseded(increment(TUESDAY, WEDNESDAY)));
  }

  @Test
  void an_increment_from_before_the_last_two_is_an_orphan() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .incremental(TUESDAY, volumes(1))
            .incremental(WEDNESDAY, volumes(1))
            .incrementalFrom(MONDAY, THURSDAY, volumes(1))
            .catalog();

    assertThat(catalog.newestChain().orElseThrow().end()).isEqualTo(time(WEDNESDAY));
    assertThat(ids(catalog.orphans())).containsExactly(increment(MONDAY, THURSDAY));
  }

  @Test
  void of_two_chains_that_end_at_the_same_second_the_older_goes_on_first() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .full(TUESDAY, volumes(1))
            .incrementalFrom(MONDAY, TUESDAY, volumes(1))
            .incrementalFrom(TUESDAY, WEDNESDAY, volumes(1))
            .catalog();

    assertThat(catalog.defects()).isEmpty();
    assertThat(catalog.chains())
        .extracting(Chain::end)
        .containsExactly(time(WEDNESDAY), time(TUESDAY));
  }

  /// As in duplicity 0.8.22, although the newer chain could simply go on.
  @Test
  void an_increment_may_take_a_place_in_an_older_chain_before_it_joins_a_newer_one() {
    var catalog =
        listing()
            .full(MONDAY, volumes(1))
            .full(TUESDAY, volumes(1))
            .incrementalFrom(MONDAY, TUESDAY, volumes(1))
            .incrementalFrom(TUESDAY, WEDNESDAY, volumes(1))
            .incrementalFrom(TUESDAY, THURSDAY, volumes(1))
            .catalog();

    assertThat(ids(catalog.superseded())).containsExactly(increment(TUESDAY, WEDNESDAY));
    assertThat(catalog.chains())
        .extracting(Chain::end)
        .containsExactly(time(THURSDAY), time(TUESDAY));
  }

  private static List<SetId> ids(List<BackupSet> sets) {
    return sets.stream().map(BackupSet::id).toList();
  }
}

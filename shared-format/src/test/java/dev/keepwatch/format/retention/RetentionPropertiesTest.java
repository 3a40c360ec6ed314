package dev.keepwatch.format.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.fixtures.Seeds;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.SetId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What holds for every archive, be it damaged, and every policy.
class RetentionPropertiesTest {

  private static final int ROUNDS = 500;

  @Test
  void the_newest_whole_chain_and_what_it_needs_stays() {
    Seeds.rounds(ROUNDS, random -> newestWholeStays(new RandomArchive(random).damaged()));
  }

  private static void newestWholeStays(RandomArchive archive) {
    var catalog = RandomArchive.catalog(archive.names);

    var going = ids(RetentionPlan.of(catalog, archive.policy()).going());

    newestWhole(catalog)
        .ifPresent(chain -> assertThat(going).doesNotContainAnyElementsOf(ids(chain.sets())));
    catalog
        .newestChain()
        .ifPresent(chain -> assertThat(going).doesNotContainAnyElementsOf(ids(chain.sets())));
  }

  private static Optional<Chain> newestWhole(Catalog catalog) {
    return catalog.chains().stream()
        .filter(chain -> chain.sets().stream().allMatch(BackupSet::isWhole))
        .max(Comparator.comparing(Chain::end));
  }

  @Test
  void every_set_goes_or_stays_and_nothing_else_is_named() {
    Seeds.rounds(ROUNDS, random -> everySetIsNamed(new RandomArchive(random).damaged()));
  }

  private static void everySetIsNamed(RandomArchive archive) {
    var catalog = RandomArchive.catalog(archive.names);

    var plan = RetentionPlan.of(catalog, archive.policy());

    var all = new ArrayList<>(ids(plan.going()));
    all.addAll(ids(plan.staying().stream().map(Stay::set).toList()));
    assertThat(all).doesNotHaveDuplicates().hasSameElementsAs(ids(catalog));
    var ours =
        archive.names.stream()
            .filter(name -> NamingScheme.standard().parse(name).isPresent())
            .toList();
    var named = all(catalog).stream().flatMap(BackupSet::fileNames).toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(ours);
  }

  @Test
  void a_deletion_that_breaks_off_anywhere_costs_nothing_that_stays() {
    Seeds.rounds(ROUNDS, random -> mayBreakOffAnywhere(new RandomArchive(random).damaged()));
  }

  private static void mayBreakOffAnywhere(RandomArchive archive) {
    var catalog = RandomArchive.catalog(archive.names);
    var plan = RetentionPlan.of(catalog, archive.policy());
    var going = ids(plan.going());
    var restorable = restorable(catalog, going);

    var left = new LinkedHashSet<>(archive.names);
    for (String name : plan.going().stream().flatMap(BackupSet::fileNames).toList()) {
      left.remove(name);
      var now = RandomArchive.catalog(left);

      assertThat(restorable(now, going)).as(name).isEqualTo(restorable);
      assertThat(now.newestWholeTime()).isEqualTo(catalog.newestWholeTime());
      var broken = NamingScheme.standard().parse(name).orElseThrow().set();
      if (left.stream().noneMatch(other -> isManifest(other, broken))) {
        assertThat(completeIds(now)).as(name).doesNotContain(broken);
      }
      assertThat(ids(now.orphans())).hasSameElementsAs(ids(catalog.orphans()));
    }
    assertThat(left)
        .noneMatch(name ->
            NamingScheme.standard().parse(name).filter(n -> going.contains(n.set())).isPresent());
  }

  /// A set that has its manifest twice is whole only when one of them is gone.
  private static boolean isManifest(String name, SetId set) {
    return NamingScheme.standard()
        .parse(name)
        .filter(ArchiveName.Manifest.class::isInstance)
        .filter(parsed -> parsed.set().equals(set))
        .isPresent();
  }

  /// What can be restored in full, but for what is to go.
  private static Set<SetId> restorable(Catalog catalog, Set<SetId> going) {
    var found = new HashSet<SetId>();
    for (var chain : catalog.chains()) {
      for (var set : chain.sets()) {
        if (!set.isWhole()) {
          break;
        }
        if (!going.contains(set.id())) {
          found.add(set.id());
        }
      }
    }
    return found;
  }

  private static Set<SetId> completeIds(Catalog catalog) {
    return all(catalog).stream()
        .filter(BackupSet::isComplete)
        .map(BackupSet::id)
        .collect(Collectors.toSet());
  }

  private static Set<SetId> ids(Catalog catalog) {
    return ids(all(catalog));
  }

  private static List<BackupSet> all(Catalog catalog) {
    var all = new ArrayList<BackupSet>();
    catalog.chains().forEach(chain -> all.addAll(chain.sets()));
    all.addAll(catalog.orphans());
    all.addAll(catalog.superseded());
    all.addAll(catalog.incomplete());
    return all;
  }

  private static Set<SetId> ids(List<BackupSet> sets) {
    return sets.stream().map(BackupSet::id).collect(Collectors.toSet());
  }
}

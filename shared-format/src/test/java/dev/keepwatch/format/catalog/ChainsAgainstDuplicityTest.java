package dev.keepwatch.format.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.fixtures.Duplicity;
import dev.keepwatch.format.fixtures.Seeds;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shows the real duplicity the same random listings and compares what both understand.
class ChainsAgainstDuplicityTest {

  private static final String[] FOREIGN = {
    "README.txt",
    "duplicity-full.notatime.manifest",
    "duplicity-full.20260230T000000Zx.manifest",
    "DUPLICITY-FULL.20260105T020000Z.MANIFEST",
    "df.T8DC80.m",
    "duplicity-inc.20260105T020000Z.manifest",
    "duplicity-full-signatures.20260105T020000Z.manifest",
    "xduplicity-full.20260105T020000Z.manifest",
    "duplicity-full.20260105T020000Z.manifestx",
    "duplicity-full.20260105T020000Z.difftar",
  };

  private static final List<Packaging> PACKAGINGS = List.of(Packaging.values());

  @TempDir Path directory;

  @Test
  void duplicity_strings_the_same_chains_together() {
    var duplicity = Duplicity.orSkip(directory, "UTC");
    Seeds.rounds(
        25,
        random -> {
          var names = randomListing(random);
          var status = duplicity.over(names, "collection-status", "--log-fd", "1");

          var catalog = new Listing().files(names).catalog();
          assertThat(ours(catalog)).as(String.join("\n", names)).isEqualTo(facts(status));
        });
  }

  /// Chains, sets and counts as duplicity tells them to programs.
  private static List<String> facts(List<String> status) {
    var facts = new ArrayList<String>();
    boolean chain = false;
    for (String line : status) {
      if (line.matches("chain-(no-sig [0-9]+|complete)")) {
        chain = true;
        facts.add("chain");
      } else if (line.matches("(orphaned|incomplete)-sets-num [0-9]+")) {
        chain = false;
        facts.add(line);
      } else if (chain && line.matches(" (full|inc) .*")) {
        facts.add(line);
      }
    }
    return facts;
  }

  private static List<String> ours(Catalog catalog) {
    var facts = new ArrayList<String>();
    var oldestFirst = new ArrayList<>(catalog.chains());
    oldestFirst.sort(Comparator.comparing(Chain::end));
    for (var chain : oldestFirst) {
      facts.add("chain");
      for (var set : chain.sets()) {
        facts.add(
            " %s %s %d %s"
                .formatted(
                    set.isFull() ? "full" : "inc",
                    set.time(),
                    set.volumeCount(),
                    set.isEncrypted() ? "enc" : "noenc"));
      }
    }
    facts.add("orphaned-sets-num " + catalog.orphans().size());
    facts.add("incomplete-sets-num " + catalog.incomplete().size());
    return facts;
  }

  /// A history with forks, chains side by side, lost manifests and foreign files. Without
  /// signatures duplicity judges by volumes and manifests alone, as the catalog does.
  private static List<String> randomListing(Random random) {
    var names = new ArrayList<String>();
    var sets = new LinkedHashSet<SetId>();
    long second = 1_700_000_000;
    for (int count = 1 + random.nextInt(12); count > 0; count--) {
      // Now and then in the same second as the set before.
      second += random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(100_000);
      sets.add(followingSet(List.copyOf(sets), new BackupTime(second), random));
    }
    sets.forEach(set -> addFiles(names, set, random));
    names.addAll(List.of(FOREIGN).subList(0, random.nextInt(FOREIGN.length)));
    Collections.shuffle(names, random);
    return names;
  }

  /// Mostly built on the set before; sometimes on an earlier one, which makes a fork.
  private static SetId followingSet(List<SetId> sets, BackupTime time, Random random) {
    int back = random.nextInt(3) == 0 ? 1 + random.nextInt(sets.size() + 1) : 1;
    if (random.nextInt(4) == 0 || back > sets.size()) {
      return new SetId.Full(time);
    }
    var from = sets.get(sets.size() - back).time();
    return from.isBefore(time) ? new SetId.Incremental(from, time) : new SetId.Full(time);
  }

  private static void addFiles(List<String> names, SetId set, Random random) {
    var packaging = PACKAGINGS.get(random.nextInt(PACKAGINGS.size()));
    int volumes = 1 + random.nextInt(12);
    for (int number = 1; number <= volumes; number++) {
      if (number == 1 || random.nextInt(8) > 0) {
        names.add(name(new ArchiveName.Volume(set, number, packaging), random));
      }
    }
    if (random.nextInt(6) > 0) {
      names.add(name(new ArchiveName.Manifest(set, packaging), random));
    }
  }

  /// A current name, now and then with its time in another form.
  private static String name(ArchiveName name, Random random) {
    String current = NamingScheme.standard().format(name);
    String time = name.set().time().toString();
    return switch (random.nextInt(6)) {
      case 0 -> current.replace(time, Long.toString(name.set().time().epochSecond()));
      case 1 -> current.replace(time, name.set().time().instant().toString());
      case 2 -> current.replace(time, time.replace('T', 't').replace('Z', 'z'));
      default -> current;
    };
  }
}

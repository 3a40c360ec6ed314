package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A listing understood: its chains, the sets outside of them, and what is wrong.
///
/// @param chains oldest first
/// @param orphans complete increments that no chain leads to
/// @param superseded complete increments whose place in a chain a later one took
/// @param incomplete sets without manifest, oldest first
/// @param defects everything that lacks or contradicts itself, oldest set first
/// @param foreignFiles how many files are not part of an archive
public record Catalog(
    List<Chain> chains,
    List<BackupSet> orphans,
    List<BackupSet> superseded,
    List<BackupSet> incomplete,
    List<Defect> defects,
    long foreignFiles) {

  public Catalog {
    chains = List.copyOf(chains);
    orphans = List.copyOf(orphans);
    superseded = List.copyOf(superseded);
    incomplete = List.copyOf(incomplete);
    defects = List.copyOf(defects);
  }

  /// Understands a whole listing.
  public static Catalog of(Iterable<StoredFile> files, NamingScheme scheme) {
    var builder = new Builder(scheme);
    files.forEach(builder::add);
    return builder.build();
  }

  /// Whether no set is there, complete or not.
  public boolean isEmpty() {
    return chains.isEmpty() && orphans.isEmpty() && incomplete.isEmpty();
  }

  /// All sets that stand in a chain.
  public Stream<BackupSet> chained() {
    return chains.stream().flatMap(chain -> chain.sets().stream());
  }

  /// Whether a set is complete and stands in a chain.
  public boolean isChained(SetId set) {
    return chained().map(BackupSet::id).anyMatch(set::equals);
  }

  /// All complete sets, in a chain or not.
  public Stream<BackupSet> complete() {
    return Stream.of(chained(), orphans.stream(), superseded.stream()).flatMap(sets -> sets);
  }

  /// All sets, complete or not.
  public Stream<BackupSet> sets() {
    return Stream.concat(complete(), incomplete.stream());
  }

  /// The chain whose newest set is the newest of all.
  public Optional<Chain> newestChain() {
    return chains.stream().max(Comparator.comparing(Chain::end));
  }

  /// The chain that holds the newest set not after `time`.
  public Optional<Chain> chainAt(Instant time) {
    return chains.stream()
        .filter(chain -> !chain.setsUpTo(time).isEmpty())
        .max(Comparator.comparing(chain -> chain.setsUpTo(time).getLast().time()));
  }

  /// The newest time that can be restored in full, over all chains.
  public Optional<BackupTime> newestWholeTime() {
    return chains.stream().flatMap(c -> c.wholeEnd().stream()).max(Comparator.naturalOrder());
  }

  /// The newest time that stands in any name, complete set or not.
  public Optional<BackupTime> newestTime() {
    return sets().map(BackupSet::time).max(Comparator.naturalOrder());
  }

  /// Understands a listing that arrives name by name.
  public static final class Builder {
    private final NamingScheme scheme;
    private final Map<SetId, SetBuilder> sets = new HashMap<>();
    private long foreignFiles;

    public Builder(NamingScheme scheme) {
      this.scheme = scheme;
    }

    public void add(StoredFile file) {
      scheme
          .parse(file.name())
          .ifPresentOrElse(
              name -> sets.computeIfAbsent(name.set(), SetBuilder::new).add(name, file),
              () -> foreignFiles++);
    }

    public Catalog build() {
      var all =
          sets.values().stream()
              .map(BackupSet::new)
              .sorted(Comparator.comparing(BackupSet::time).thenComparing(s -> s.id().toString()))
              .toList();
      return new ChainBuilder(all).catalog(foreignFiles);
    }
  }
}

package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.catalog.Defect;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a catalog shows at a moment: the newest restore point, and each defect with its weight.
///
/// A defect weighs when it bears on restoring the newest state or on the next backup; when a newer
/// whole backup has made it unimportant it is a thing of the past.
final class Evidence {

  /// Clocks differ; S3 itself refuses requests of a host whose clock is off by more than this.
  static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(15);

  /// A run whose last file came within this time may still be at work.
  static final Duration STILL_RUNNING = Duration.ofDays(1);

  /// A listing is no snapshot: a set that was finished while it was read may seem to lack files. No
  /// run of the monitor takes longer.
  static final Duration SETTLING = Duration.ofMinutes(15);

  private final Catalog catalog;
  private final Instant now;
  private final Map<SetId, BackupSet> sets = new HashMap<>();
  private final Optional<NewestPoint> newest;

  /// The newest restore point, and the chain it ends.
  private record NewestPoint(RestorePoint point, Chain chain) {}

  Evidence(Catalog catalog, Instant now) {
    this.catalog = catalog;
    this.now = now;
    catalog.sets().forEach(set -> sets.put(set.id(), set));
    newest =
        catalog.chains().stream()
            .flatMap(chain -> wholeEnd(chain).map(end -> new NewestPoint(end, chain)).stream())
            .max(
                Comparator.comparing((NewestPoint found) -> found.point().dated())
                    .thenComparing(found -> found.point().time()));
  }

  private Optional<RestorePoint> wholeEnd(Chain chain) {
    return chain.sets().stream()
        .takeWhile(set -> set.isWhole() && !isFromTheFuture(set.id()))
        .reduce((before, after) -> after)
        .map(RestorePoint::of);
  }

  Optional<RestorePoint> newest() {
    return newest.map(NewestPoint::point);
  }

  /// What weighs, the oldest first, since it is often the cause of the rest.
  List<Finding> damage() {
    return findings(true);
  }

  /// What does not weigh.
  List<Finding> notes() {
    return findings(false);
  }

  /// How many finished backups are newer than the newest restore point.
  long lost() {
    return sets.values().stream()
        .filter(set -> set.isComplete() && isNewer(set.id()) && !isFromTheFuture(set.id()))
        .filter(set -> !isSettling(set.id()) && !catalog.superseded().contains(set))
        .count();
  }

  private List<Finding> findings(boolean weighing) {
    Set<BackupTime> needed = new HashSet<>();
    catalog.orphans().stream()
        .flatMap(set -> set.id() instanceof SetId.Incremental id ? Stream.of(id) : Stream.empty())
        .forEach(orphan -> needed.add(orphan.from()));
    var future =
        sets.values().stream()
            .filter(set -> isFromTheFuture(set.id()))
            .sorted(Comparator.comparing(BackupSet::time))
            .map(set -> new Finding.FromTheFuture(set.id(), set.lastModified()));
    var defects =
        catalog.defects().stream()
            .filter(defect -> !isFromTheFuture(defect.set()))
            .map(defect -> weigh(defect, needed));
    return Stream.<Finding>concat(defects, future)
        .filter(finding -> weighing == weighs(finding))
        .toList();
  }

  private static boolean weighs(Finding finding) {
    return finding instanceof Finding.Damage || finding instanceof Finding.FromTheFuture;
  }

  private Finding weigh(Defect defect, Set<BackupTime> needed) {
    return switch (defect) {
      case Defect.Superseded replaced -> new Finding.Remains(replaced);
      case Defect.MissingManifest missing
          when isNewer(missing.set()) && !needed.contains(missing.set().time()) ->
          unfinished(missing);
      case Defect.MissingVolumes missing when isSettling(missing.set()) -> running(missing.set());
      case Defect.MissingSignatures missing when isSettling(missing.set()) ->
          running(missing.set());
      default ->
          isNewer(defect.set()) || outlivesNewerBackups(defect)
              ? new Finding.Damage(defect)
              : new Finding.Remains(defect);
    };
  }

  /// Whether a defect before the newest restore point weighs all the same: duplicity refuses any
  /// work on an archive that has a part twice, and cannot continue a chain without its signatures.
  private boolean outlivesNewerBackups(Defect defect) {
    return switch (defect) {
      case Defect.Ambiguous doubled -> true;
      case Defect.MissingSignatures missing ->
          newest.isPresent()
              && newest.get().chain().sets().stream()
                  .anyMatch(set -> set.id().equals(missing.set()));
      default -> false;
    };
  }

  /// Without anything to fall back on, a run that stopped long ago is what is wrong.
  private Finding unfinished(Defect.MissingManifest missing) {
    Instant lastFile = set(missing.set()).lastModified();
    if (isWithin(STILL_RUNNING, lastFile)) {
      return running(missing.set());
    }
    return newest.isPresent()
        ? new Finding.Unfinished(missing.set(), lastFile, false)
        : new Finding.Damage(missing);
  }

  private Finding running(SetId id) {
    return new Finding.Unfinished(id, set(id).lastModified(), true);
  }

  private boolean isFromTheFuture(SetId set) {
    return set.time().instant().isAfter(now.plus(CLOCK_TOLERANCE));
  }

  /// Whether a set is not part of what the newest restore point made sure of.
  private boolean isNewer(SetId set) {
    return newest.isEmpty() || set.time().isAfter(newest.get().point().time());
  }

  /// Whether a set was finished so recently that the listing may have missed some of it; only where
  /// there is something to fall back on.
  private boolean isSettling(SetId set) {
    return newest.isPresent()
        && set(set).manifest().filter(m -> isWithin(SETTLING, m.lastModified())).isPresent();
  }

  /// Whether a time is no further back, and not in the future either: such a clock excuses nothing.
  private boolean isWithin(Duration length, Instant time) {
    return time.isAfter(now.minus(length)) && !time.isAfter(now.plus(CLOCK_TOLERANCE));
  }

  private BackupSet set(SetId id) {
    return Objects.requireNonNull(sets.get(id));
  }
}

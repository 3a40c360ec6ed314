package dev.keepwatch.agent.thaw;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.ThawState;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.storage.Thawing;
import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings files back: asks for each that nobody has asked for, and waits until all can be read.
public final class ThawJob {

  /// How many looks in a row may fail: a line that is down for some hours is no reason to give up
  /// what was paid for.
  private static final int PATIENCE = 12;

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /// About how often somebody looks until files are back.
  private static final int LOOKS = 60;

  private final Thawing storage;
  private final ThawListener listener;
  private final PriceList prices;
  private final InstantSource clock;
  private final Pause pause;

  /// Everything that was asked for. Nothing is paid for twice, whatever the storage says.
  private final Set<String> asked = new HashSet<>();

  /// @param pause how time goes by
  public ThawJob(
      Thawing storage, ThawListener listener, PriceList prices, InstantSource clock, Pause pause) {
    this.storage = storage;
    this.listener = listener;
    this.prices = prices;
    this.clock = clock;
    this.pause = pause;
  }

  /// Brings back what a plan names.
  ///
  /// @param days how long it can be read then
  /// @throws StorageException if it cannot be done in this way (then nothing was asked for), or not
  ///   at all
  public void run(ThawPlan plan, ThawTier tier, int days) throws IOException {
    refuseImpossible(plan, tier);
    refuseTooShort(plan, tier, days);
    request(plan.frozen(), tier, days);
    await(plan, tier);
  }

  private static void refuseImpossible(ThawPlan plan, ThawTier tier) throws StorageException {
    var forbidding = plan.forbidding(tier);
    if (!forbidding.isEmpty()) {
      throw new StorageException(
          Reason.FROZEN,
          "nothing comes back from %s by --thaw %s: use --thaw standard or --thaw bulk. Nothing was asked for"
              .formatted(
                  forbidding.stream().map(ArchiveClass::words).collect(Collectors.joining(", ")),
                  tier.word()));
    }
  }

  /// The first files would be gone before the last ones are back.
  private void refuseTooShort(ThawPlan plan, ThawTier tier, int days) throws StorageException {
    var longest = prices.estimate(plan, tier, days).map(Estimate::atMost).orElse(Duration.ZERO);
    if (longest.compareTo(Duration.ofDays(days)) > 0) {
      throw new StorageException(
          Reason.FROZEN,
          "--thaw-days %d is too short, since it may take %d hours until all files are back: give %d at least. Nothing was asked for"
              .formatted(days, longest.toHours(), (longest.toHours() + 23) / 24));
    }
  }

  private void request(List<ArchivedFile> frozen, ThawTier tier, int days) throws StorageException {
    long done = 0;
    for (var file : frozen) {
      if (!asked.add(file.name())) {
        throw dropped(file);
      }
      storage.request(file, tier, days);
      listener.requested(++done, frozen.size());
    }
  }

  /// Looks from time to time, and at the end once more at nothing.
  private void await(ThawPlan plan, ThawTier tier) throws IOException {
    var pending =
        plan.files().stream()
            .filter(file -> !(file.state() instanceof ThawState.Back))
            .collect(Collectors.toSet());
    var all = tally(pending);
    var interval = interval(pending, tier);
    int failures = 0;
    while (!pending.isEmpty()) {
      try {
        pending = stillOnTheWay(pending);
        failures = 0;
      } catch (StorageException e) {
        failures = patient(e, failures + 1);
      }
      if (!pending.isEmpty()) {
        var left = tally(pending);
        var back = new Tally(all.files() - left.files(), all.bytes() - left.bytes());
        listener.waiting(back, all, clock.instant().plus(interval));
        rest(interval);
      }
    }
  }

  private int patient(StorageException failure, int failures) throws StorageException {
    if (failure.reason() != Reason.TRANSIENT || failures >= PATIENCE) {
      throw failure;
    }
    listener.notice(
        "Whether files are back cannot be seen now: %s What was asked for comes back all the same."
            .formatted(failure.getMessage()));
    return failures;
  }

  /// Those that are not back yet.
  ///
  /// @throws StorageException if one is frozen that was asked for
  private Set<ArchivedFile> stillOnTheWay(Set<ArchivedFile> pending) throws StorageException {
    var names = pending.stream().map(ArchivedFile::name).collect(Collectors.toSet());
    var found = new ArrayList<ArchivedFile>();
    storage.look(names::contains, found::add);
    var left = new HashSet<ArchivedFile>();
    for (var file : found) {
      switch (file.state()) {
        case ThawState.Frozen frozen -> throw dropped(file);
        case ThawState.Coming coming -> left.add(file);
        case ThawState.Back back -> {}
      }
    }
    return left;
  }

  private static StorageException dropped(ArchivedFile file) {
    return new StorageException(
        Reason.TRANSIENT,
        "%s was asked for, and lies in %s as before: the storage has not brought it back, or not for long enough. The same command asks again; --thaw-days makes it stay longer"
            .formatted(file.name(), file.archive().words()));
  }

  /// So that nobody waits much longer than it takes.
  private Duration interval(Set<ArchivedFile> pending, ThawTier tier) {
    var longest =
        pending.stream()
            .map(file -> prices.longest(file.archive(), tier))
            .max(Duration::compareTo)
            .orElse(SHORTEST)
            .dividedBy(LOOKS);
    if (longest.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return longest.compareTo(LONGEST) > 0 ? LONGEST : longest;
  }

  private void rest(Duration interval) throws IOException {
    try {
      pause.take(interval);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the wait for files from an archive class was interrupted");
    }
  }

  private static Tally tally(Set<ArchivedFile> files) {
    return new Tally(files.size(), files.stream().mapToLong(ArchivedFile::sizeBytes).sum());
  }
}

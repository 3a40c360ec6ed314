package dev.keepwatch.agent.thaw;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.ThawState;
import dev.keepwatch.agent.storage.ThawTier;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has to be brought back before a job can read what it needs.
///
/// @param needed how many files the job needs, archived or not
/// @param whole whether these are all; else there are contents among them that have to be read
///   before anybody knows which volumes are needed
/// @param files those in an archive class
public record ThawPlan(int needed, boolean whole, List<ArchivedFile> files) {

  /// A number of files, and their bytes.
  public record Tally(long files, long bytes) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(ArchivedFile file) {
      return new Tally(files + 1, bytes + file.sizeBytes());
    }
  }

  public ThawPlan {
    files = List.copyOf(files);
  }

  /// Whether there is nothing to wait for.
  public boolean isReadable() {
    return files.stream().allMatch(file -> file.state() instanceof ThawState.Back);
  }

  /// Those that nobody has asked for.
  public List<ArchivedFile> frozen() {
    return files.stream().filter(file -> file.state() instanceof ThawState.Frozen).toList();
  }

  /// Those that nobody has asked for, by class.
  public Map<ArchiveClass, Tally> frozenByClass() {
    var tallies = new EnumMap<ArchiveClass, Tally>(ArchiveClass.class);
    frozen()
        .forEach(file ->
            tallies.put(
                file.archive(), tallies.getOrDefault(file.archive(), Tally.NONE).plus(file)));
    return tallies;
  }

  /// Those that are being brought back.
  public Tally coming() {
    return tally(ThawState.Coming.class);
  }

  /// Those that can be read for some days.
  public Tally back() {
    return tally(ThawState.Back.class);
  }

  /// Those that nobody has asked for, together.
  public Tally frozenTally() {
    return tally(ThawState.Frozen.class);
  }

  private Tally tally(Class<? extends ThawState> state) {
    var tally = Tally.NONE;
    for (var file : files) {
      if (state.isInstance(file.state())) {
        tally = tally.plus(file);
      }
    }
    return tally;
  }

  /// When the first of those that can be read goes again.
  public Optional<Instant> readableUntil() {
    return files.stream()
        .flatMap(file ->
            file.state() instanceof ThawState.Back(var until)
                ? until.stream()
                : Optional.<Instant>empty().stream())
        .min(Instant::compareTo);
  }

  /// The classes whose files cannot be brought back in this way.
  public List<ArchiveClass> forbidding(ThawTier tier) {
    return frozenByClass().keySet().stream().filter(archive -> !archive.allows(tier)).toList();
  }
}

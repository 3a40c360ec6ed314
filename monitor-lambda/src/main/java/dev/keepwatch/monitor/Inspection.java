package dev.keepwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// One round through all targets: reads them one after the other and judges what they hold.
final class Inspection {

  private final Listing<Target.Bucket> buckets;
  private final Listing<Target.Directory> directories;
  private final InstantSource clock;

  Inspection(
      Listing<Target.Bucket> buckets, Listing<Target.Directory> directories, InstantSource clock) {
    this.buckets = buckets;
    this.directories = directories;
    this.clock = clock;
  }

  /// @param expected folders that must hold a set, besides at least one in every target
  Report of(
      List<? extends Target> targets, List<Target.Bucket> expected, Duration maxAge, ZoneId zone) {
    Instant now = clock.instant();
    var check = new HealthCheck(maxAge);
    var folders = new ArrayList<FolderHealth>();
    int requests = 0;
    for (var target : targets) {
      var contents = read(target);
      requests += contents.requests();
      contents
          .folders()
          .forEach((f, c) -> folders.add(new FolderHealth(target.url(f), check.judge(c, now))));
      contents
          .refusals()
          .forEach((f, why) -> folders.add(new FolderHealth(target.url(f), unreadable(why))));
      folders.addAll(missing(target, contents, expected));
    }
    return new Report(now, maxAge, zone, List.copyOf(targets), distinct(folders), requests);
  }

  private Contents read(Target target) {
    return switch (target) {
      case Target.Bucket bucket -> buckets.read(bucket);
      case Target.Directory directory -> directories.read(directory);
    };
  }

  private static Verdict unreadable(Refusal refusal) {
    return new Verdict.Unreadable(refusal);
  }

  /// The folders that should hold a set and do not.
  private static List<FolderHealth> missing(
      Target target, Contents contents, List<Target.Bucket> expected) {
    if (!contents.refusals().isEmpty()) {
      return List.of();
    }
    var missing = new ArrayList<FolderHealth>();
    if (target instanceof Target.Bucket bucket) {
      expected.stream()
          .filter(
              folder -> bucket.covers(folder) && !contents.folders().containsKey(folder.folder()))
          .forEach(folder -> missing.add(neverArrived(folder)));
    }
    if (missing.isEmpty() && contents.isEmpty()) {
      missing.add(neverArrived(target));
    }
    return missing;
  }

  private static FolderHealth neverArrived(Target target) {
    return new FolderHealth(target.url(), new Verdict.NeverArrived(List.of()));
  }

  /// Targets may overlap.
  private static List<FolderHealth> distinct(List<FolderHealth> folders) {
    return folders.stream().distinct().toList();
  }
}

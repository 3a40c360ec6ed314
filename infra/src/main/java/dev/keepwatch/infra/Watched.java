package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.BucketName;
import dev.keepwatch.infra.fleet.Fleet;
import dev.keepwatch.infra.fleet.Folder;
import dev.keepwatch.infra.fleet.Host;
import dev.keepwatch.infra.fleet.Place;
import dev.keepwatch.infra.fleet.Retention;
import dev.keepwatch.infra.fleet.WatchOnly;
import java.util.List;
import java.util.stream.Stream;

/// A bucket that the monitor looks at, be it of a host or watched only.
///
/// @param owner the host, or nobody: `-`
record Watched(
    String owner, BucketName bucket, Place place, List<Folder> folders, Retention.Keep keep) {
  static List<Watched> of(Fleet fleet) {
    return Stream.concat(
            fleet.hosts().stream().map(Watched::of), fleet.watchOnly().stream().map(Watched::of))
        .toList();
  }

  private static Watched of(Host host) {
    return new Watched(
        host.name(),
        host.store().bucket(),
        host.place(),
        host.folders(),
        host.store().retention().keep());
  }

  private static Watched of(WatchOnly only) {
    return new Watched("-", only.bucket(), only.place(), only.folders(), new Retention.Keep.All());
  }
}

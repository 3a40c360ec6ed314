package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Account;
import dev.keepwatch.infra.fleet.BucketName;
import dev.keepwatch.infra.fleet.Fleet;
import dev.keepwatch.infra.fleet.Folder;
import dev.keepwatch.infra.fleet.Place;
import dev.keepwatch.infra.fleet.Region;
import dev.keepwatch.infra.fleet.Retention;
import java.util.ArrayList;
import java.util.List;

/// What the monitor is told to watch, as a file beside its code: an environment holds four
/// kilobytes, which is no room for hundreds of hosts.
///
/// Each line has columns with tabs between them. `bucket`, its name, its host (or `-`), hours until
/// the first backup is missed, fulls to keep (0 for all) and the least age in days of what may go.
/// `folder`, the bucket's name, the folder, hours until its newest whole backup is late.
///
/// Account and region that only the deployment knows stand as `{account}` and `{region}`; the
/// function knows its own.
final class Inventory {
  static final String FILE = "inventory.tsv";

  private final Fleet fleet;

  Inventory(Fleet fleet) {
    this.fleet = fleet;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("# What the Keepwatch monitor watches; made from fleet.yaml.");
    for (Watched watched : Watched.of(fleet)) {
      String name = name(watched);
      lines.add(bucket(watched, name));
      for (Folder folder : watched.folders()) {
        lines.add(line("folder", name, folder.name(), folder.limit().toHours()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private String bucket(Watched watched, String name) {
    long first = fleet.monitor().firstBackupWithin().toHours();
    return switch (watched.keep()) {
      case Retention.Keep.All() -> line("bucket", name, watched.owner(), first, 0, 0);
      case Retention.Keep.Fulls(int count, int minAgeDays) ->
          line("bucket", name, watched.owner(), first, count, minAgeDays);
    };
  }

  private static String line(Object... columns) {
    return String.join("\t", List.of(columns).stream().map(String::valueOf).toList());
  }

  private static String name(Watched watched) {
    return switch (watched.bucket()) {
      case BucketName.Given(String given) -> given;
      case BucketName.Generated generated ->
          generated.prefix() + account(watched.place()) + "-" + region(watched.place());
    };
  }

  private static String account(Place place) {
    return switch (place.account()) {
      case Account.Numbered(String number) -> number;
      case Account.OfCredentials() -> "{account}";
    };
  }

  private static String region(Place place) {
    return switch (place.region()) {
      case Region.Named(String name) -> name;
      case Region.OfCredentials() -> "{region}";
    };
  }
}

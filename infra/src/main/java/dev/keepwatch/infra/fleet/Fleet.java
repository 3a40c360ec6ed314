package dev.keepwatch.infra.fleet;

import java.util.List;

/// All hosts that one monitor watches, and buckets besides that only it knows.
public record Fleet(Monitor monitor, List<Host> hosts, List<WatchOnly> watchOnly) {
  /// More have not been tried; what a role may be told of ends not far above.
  static final int MOST_BUCKETS = 500;

  public Fleet {
    hosts = List.copyOf(hosts);
    watchOnly = List.copyOf(watchOnly);
    int buckets = hosts.size() + watchOnly.size();
    if (buckets == 0 || buckets > MOST_BUCKETS) {
      throw new IllegalArgumentException(
          "a fleet has 1 to " + MOST_BUCKETS + " buckets: " + buckets);
    }
  }
}

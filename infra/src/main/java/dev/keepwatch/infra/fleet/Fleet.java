package dev.keepwatch.infra.fleet;

import java.util.List;

/// All hosts of one account, and the monitor that watches them.
public record Fleet(Monitor monitor, List<Host> hosts) {
  /// The rights on as many buckets fit into one policy (6 KB), whatever their names.
  static final int MOST_HOSTS = 50;

  /// The names of buckets and folders that fit into the environment of one function (4 KB) beside
  /// the addresses.
  static final int MOST_LETTERS = 3500;

  public Fleet {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty() || hosts.size() > MOST_HOSTS) {
      throw new IllegalArgumentException(
          "a fleet has 1 to " + MOST_HOSTS + " hosts: " + hosts.size());
    }
  }
}

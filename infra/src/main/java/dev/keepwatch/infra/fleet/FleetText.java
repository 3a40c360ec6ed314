package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `fleet.yaml`.
public final class FleetText {
  private static final List<String> KEYS = List.of("monitor", "hosts", "defaults", "watch-only");

  private static final String RESTORE = "-restore";

  private final Problems problems;
  private final Map<String, Integer> linesOfHosts = new HashMap<>();
  private final Map<BucketName, Integer> linesOfBuckets = new HashMap<>();

  private FleetText(String file) {
    problems = new Problems(file);
  }

  /// The fleet that a text describes.
  ///
  /// @param file the name of the file, for messages
  /// @throws InvalidFleetException if the text cannot be followed; one line for each thing that is
  ///   wrong
  public static Fleet parse(String file, String text) throws InvalidFleetException {
    FleetText reading = new FleetText(file);
    Optional<Fleet> fleet = reading.root(text).flatMap(reading::fleet);
    if (!reading.problems.isEmpty()) {
      throw reading.problems.asException();
    }
    return fleet.orElseThrow();
  }

  private Optional<Node> root(String text) {
    try {
      var settings = LoadSettings.builder().setUseMarks(true).build();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(1, "the file is empty; samples/fleet.yaml shows what belongs into it");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problems.add(line, "this is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(1, "this is no YAML: " + e.getMessage());
    } catch (StackOverflowError e) {
      problems.add(1, "this is no fleet: it is nested too deeply to be read");
    }
    return Optional.empty();
  }

  private Optional<Fleet> fleet(Node root) {
    Section top = new Section("", root, KEYS, problems);
    top.requirePresent("monitor");
    Optional<Monitor> monitor =
        top.section("monitor", MonitorSection.KEYS)
            .flatMap(section -> new MonitorSection(section, problems).monitor());
    requireBuckets(top);
    Place place = monitor.map(Monitor::place).orElse(Place.OF_CREDENTIALS);
    Duration limit =
        Duration.ofDays(
            monitor.map(Monitor::maxAgeDays).orElse(MonitorSection.DEFAULT_MAX_AGE_DAYS));
    List<Host> hosts = hosts(top, place, limit);
    checkRoles();
    List<WatchOnly> watchOnly =
        top.items("watch-only").stream()
            .flatMap(item -> watchOnly(item, place, limit).stream())
            .toList();
    return monitor
        .filter(complete -> problems.isEmpty())
        .map(complete -> new Fleet(complete, hosts, watchOnly));
  }

  private void requireBuckets(Section top) {
    if (!top.has("watch-only")) {
      top.requirePresent("hosts");
      top.requireItems("hosts", "a fleet has at least one");
    }
    int count = top.items("hosts").size() + top.items("watch-only").size();
    if (count > Fleet.MOST_BUCKETS) {
      problems.add(
          top.lineOf("hosts"),
          count
              + " buckets are more than the "
              + Fleet.MOST_BUCKETS
              + " that one monitor watches; give the rest a fleet and an account of their own");
    } else if (count == 0 && top.has("watch-only")) {
      problems.add(top.lineOf("watch-only"), "there is neither a host nor a bucket to watch");
    }
  }

  private List<Host> hosts(Section top, Place place, Duration limit) {
    Optional<Section> defaults = top.section("defaults", HostSection.DEFAULT_KEYS);
    return top.items("hosts").stream()
        .flatMap(item -> host(item, defaults, place, limit).stream())
        .toList();
  }

  private Optional<Host> host(Node item, Optional<Section> defaults, Place place, Duration limit) {
    String title = HostSection.title(item, "host", "name");
    Section section = Section.of(title, item, HostSection.KEYS, defaults, problems);
    Optional<Host> host = new HostSection(section, problems).host(place, limit);
    host.ifPresent(found -> {
      checkFirst(
          linesOfHosts, found.name(), section.lineOf("name"), "host \"" + found.name() + "\"");
      checkBucket(found.store().bucket(), section);
      checkAccounts(place, found.place(), section);
    });
    return host;
  }

  /// The restore role of one host could be the role of the other.
  private void checkRoles() {
    linesOfHosts.forEach((name, line) -> {
      if (linesOfHosts.containsKey(name + RESTORE)) {
        problems.add(
            linesOfHosts.getOrDefault(name + RESTORE, line),
            "host \"%s\" has the name of the restore role of host \"%s\"; call it otherwise"
                .formatted(name + RESTORE, name));
      }
    });
  }

  private Optional<WatchOnly> watchOnly(Node item, Place place, Duration limit) {
    String title = HostSection.title(item, "bucket", "bucket");
    Section section = new Section(title, item, WatchOnlySection.KEYS, problems);
    Optional<WatchOnly> found = new WatchOnlySection(section, problems).watchOnly(place, limit);
    found.ifPresent(bucket -> {
      checkBucket(bucket.bucket(), section);
      checkAccounts(place, bucket.place(), section);
    });
    return found;
  }

  private void checkBucket(BucketName bucket, Section section) {
    if (bucket instanceof BucketName.Given(String name)) {
      checkFirst(linesOfBuckets, bucket, section.lineOf("bucket"), "bucket \"" + name + "\"");
    }
  }

  /// A bucket in another account lets the monitor in by name, so the name must be known.
  private void checkAccounts(Place monitor, Place host, Section section) {
    if (host.account() instanceof Account.Numbered
        && monitor.account() instanceof Account.OfCredentials) {
      problems.add(
          section.lineOf("account"),
          "account needs account of monitor as well, so that one can let the other in");
    }
  }

  private <T> void checkFirst(Map<T, Integer> lines, T value, int line, String what) {
    Integer first = lines.putIfAbsent(value, line);
    if (first != null) {
      problems.add(line, what + " stands already in line " + first + "; each host has its own");
    }
  }
}

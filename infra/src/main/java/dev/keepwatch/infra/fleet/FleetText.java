package dev.keepwatch.infra.fleet;

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
    }
    return Optional.empty();
  }

  private Optional<Fleet> fleet(Node root) {
    Section top = new Section("", root, List.of("monitor", "hosts"), problems);
    top.requirePresent("monitor");
    top.requirePresent("hosts");
    Optional<Monitor> monitor =
        top.section("monitor", MonitorSection.KEYS)
            .flatMap(section -> new MonitorSection(section, problems).monitor());
    List<Node> items = top.items("hosts");
    top.requireItems("hosts", "a fleet has at least one");
    checkCount(top, items.size());
    List<Host> hosts = items.stream().flatMap(item -> host(item).stream()).toList();
    checkLetters(top, hosts);
    return monitor
        .filter(complete -> problems.isEmpty())
        .map(complete -> new Fleet(complete, hosts));
  }

  private void checkCount(Section top, int count) {
    if (count > Fleet.MOST_HOSTS) {
      problems.add(
          top.lineOf("hosts"),
          count
              + " hosts are more than the "
              + Fleet.MOST_HOSTS
              + " that one monitor can be told of");
    }
  }

  private void checkLetters(Section top, List<Host> hosts) {
    int letters = hosts.stream().mapToInt(Host::letters).sum();
    if (letters > Fleet.MOST_LETTERS) {
      problems.add(
          top.lineOf("hosts"),
          "the names of buckets and folders come to "
              + letters
              + " letters, more than the "
              + Fleet.MOST_LETTERS
              + " that one monitor can be told of; leave folders out, they are watched all the same");
    }
  }

  private Optional<Host> host(Node item) {
    Section section = new Section(HostSection.title(item), item, HostSection.KEYS, problems);
    Optional<Host> host = new HostSection(section, problems).host();
    host.ifPresent(found -> {
      checkFirst(
          linesOfHosts, found.name(), section.lineOf("name"), "host \"" + found.name() + "\"");
      if (found.bucket() instanceof BucketName.Given(String name)) {
        checkFirst(
            linesOfBuckets, found.bucket(), section.lineOf("bucket"), "bucket \"" + name + "\"");
      }
    });
    return host;
  }

  private <T> void checkFirst(Map<T, Integer> lines, T value, int line, String what) {
    Integer first = lines.putIfAbsent(value, line);
    if (first != null) {
      problems.add(line, what + " stands already in line " + first + "; each host has its own");
    }
  }
}

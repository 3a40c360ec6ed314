package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.engine.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Keepwatch's own command line on damaged archives, and what it says.
final class KeepwatchOnDamage implements DamageSubject {

  private static final Pattern NOT_THE_POINT = Pattern.compile("^(keepwatch|Warning): ");

  /// What it said at last, without what is told to everybody.
  final List<String> said = new ArrayList<>();

  private final Path source;

  KeepwatchOnDamage(Path source) {
    this.source = source;
  }

  @Override
  public String title() {
    return "Keepwatch";
  }

  @Override
  public Done does(DamageAction action, DamagedArchives.Damaged damaged, Path archive, Path place)
      throws IOException {
    var shell = new Shell(place);
    shell.now = Shell.T0.plusSeconds(20_000);
    shell.environment.putAll(damaged.environment());
    Path target = place.resolve("target");
    var outcome = shell.run(action.words(options(action, damaged), archive, source, target));
    said.clear();
    if (action == DamageAction.STATUS) {
      outcome.lines().stream()
          .filter(line -> line.startsWith(" - "))
          .forEach(line -> said.add(line.substring(3)));
    }
    outcome.errors().lines().forEach(line -> said.add(readable(line, place)));
    return new Done(outcome.exit(), outcome.lines(), target);
  }

  private static List<String> options(DamageAction action, DamagedArchives.Damaged damaged) {
    if (damaged.environment().isEmpty()) {
      return List.of("--no-encryption");
    }
    String key = Fixtures.ROOT.resolve("keys/ecc-enc.pub.asc").toString();
    return action.writes() && damaged.needsKey() ? List.of("--encrypt-key", key) : List.of();
  }

  private static String readable(String line, Path place) {
    return NOT_THE_POINT.matcher(line).replaceFirst("").replace(place.toString(), "…");
  }
}

package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real duplicity that is let loose on damaged archives.
final class DuplicityOnDamage implements DamageSubject {

  private static final String NOW = Long.toString(Shell.T0.plusSeconds(20_000).getEpochSecond());

  /// Which one.
  enum Release {
    OLD("duplicity 0.8.22"),
    NEW("duplicity 3.0.4");

    private final String title;

    Release(String title) {
      this.title = title;
    }

    private OutsideProgram program(String name, Map<String, String> environment) {
      return this == OLD
          ? OutsideProgram.required(name, environment)
          : OutsideProgram.ofLaterDebian(name, environment);
    }
  }

  private final Release release;
  private final Path source;

  /// @param source the tree that was backed up
  DuplicityOnDamage(Release release, Path source) {
    this.release = release;
    this.source = source;
  }

  @Override
  public String title() {
    return release.title;
  }

  @Override
  public Done does(DamageAction action, DamagedArchives.Damaged damaged, Path archive, Path place)
      throws IOException {
    var environment = new HashMap<>(Map.of("PASSPHRASE", "", "SIGN_PASSPHRASE", "", "TZ", "UTC"));
    environment.putAll(damaged.environment());
    environment.put("GNUPGHOME", keyring(place).toString());
    if (action.writes() && damaged.needsKey()) {
      Path key = Fixtures.ROOT.resolve("keys/ecc-enc.pub.asc");
      release
          .program("gpg", environment)
          .runWithInput(Files.readAllBytes(key), "--batch", "--import");
    }
    var options = new ArrayList<String>(options(action, damaged));
    options.addAll(List.of("--archive-dir", place.resolve("duplicity-cache").toString()));
    Path target = place.resolve("target-" + action);
    var words = action.words(options, archive, source, target);
    try {
      var said = release.program("duplicity", environment).run(words.toArray(String[]::new));
      return new Done(said.exit(), new String(said.output(), UTF_8).lines().toList(), target);
    } finally {
      release.program("gpgconf", environment).run("--kill", "gpg-agent");
    }
  }

  private static List<String> options(DamageAction action, DamagedArchives.Damaged damaged)
      throws IOException {
    if (!damaged.environment().isEmpty()) {
      String key = Files.readString(Fixtures.ROOT.resolve("keys/ecc-enc.fpr")).strip();
      return action.writes() && damaged.needsKey()
          ? List.of(
              "--current-time", NOW, "--encrypt-key", key, "--gpg-options=--trust-model=always")
          : List.of("--current-time", NOW);
    }
    return List.of("--no-encryption", "--current-time", NOW);
  }

  private static Path keyring(Path place) throws IOException {
    Path keyring = place.resolve("g");
    if (!Files.exists(keyring)) {
      var mine = PosixFilePermissions.fromString("rwx------");
      Files.createDirectory(keyring, PosixFilePermissions.asFileAttribute(mine));
    }
    return keyring;
  }
}

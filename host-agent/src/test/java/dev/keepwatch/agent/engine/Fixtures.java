package dev.keepwatch.agent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Archives that real duplicity wrote, and what is true of them.
public final class Fixtures {

  public static final Path ROOT = Path.of("src/test/resources/duplicity").toAbsolutePath();

  private Fixtures() {}

  public static Path target(String variant) {
    return ROOT.resolve("targets").resolve(variant);
  }

  /// When the state `T0` … `T3` was backed up.
  public static Instant time(int state) {
    return Instant.ofEpochSecond(1_700_000_000L + 3600L * state);
  }

  /// What duplicity itself restores of a variant.
  public static List<String> restored(String variant, int state) throws IOException {
    Path own = ROOT.resolve("expected").resolve(variant).resolve("restored-T" + state + ".listing");
    Path listing =
        Files.exists(own)
            ? own
            : ROOT.resolve(
                "expected/%s/restored-T%d.listing"
                    .formatted(variant.startsWith("mini-") ? "mini-prefix" : "noenc", state));
    return TreeListing.read(listing);
  }

  /// The source tree in one of its four states, unpacked as root with GNU tar.
  public static Path unpackSources(Path into) throws IOException, InterruptedException {
    assumeRoot();
    run(
        List.of(
            "tar",
            "xpJf",
            ROOT.resolve("sources-T0-T3.tar.xz").toString(),
            "--numeric-owner",
            "-C",
            into.toString()));
    return into;
  }

  public static void assumeRoot() {
    boolean root = "root".equals(System.getProperty("user.name"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(root).as("continuous integration runs these tests as root").isTrue();
    }
    assumeTrue(root, "needs root: owners and devices");
  }

  public static void run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
  }
}

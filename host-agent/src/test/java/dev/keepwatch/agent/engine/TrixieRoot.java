package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.envelope.OutsideProgram.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// A root directory of Debian 13, with duplicity 3 and other newer programs in it.
///
/// `tools/peers` makes it, in `/opt/peers/trixie` or where `KEEPWATCH_PEERS` says. Programs in it
/// see the same `/tmp` as everybody else.
public final class TrixieRoot {

  private static final String ENTER = "mount --rbind /tmp \"$0/tmp\" && exec chroot \"$0\" \"$@\"";

  private final Path root;
  private final OutsideProgram unshare;

  private TrixieRoot(Path root, OutsideProgram unshare) {
    this.root = root;
    this.unshare = unshare;
  }

  /// Where it is absent the test is skipped and says so; in continuous integration that is a
  /// failure.
  public static TrixieRoot required() {
    Fixtures.assumeRoot();
    Path root =
        Path.of(Optional.ofNullable(System.getenv("KEEPWATCH_PEERS")).orElse("/opt/peers/trixie"));
    boolean there = Files.isExecutable(root.resolve("usr/bin/duplicity"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("%s must hold Debian 13 with duplicity", root).isTrue();
    }
    assumeTrue(there, root + " holds no duplicity");
    return new TrixieRoot(root, OutsideProgram.required("unshare"));
  }

  public Outcome run(String... command) {
    var words =
        Stream.of("--mount", "--propagation", "private", "sh", "-c", ENTER, root.toString());
    return unshare.run(Stream.concat(words, Stream.of(command)).toArray(String[]::new));
  }
}

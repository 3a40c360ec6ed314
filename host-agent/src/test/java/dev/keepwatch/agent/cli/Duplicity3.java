package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keepwatch.agent.envelope.OutsideProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The real duplicity 3, in a root directory of Debian 13. It sees this machine's `/tmp`.
final class Duplicity3 {

  private static final Path ROOT = Path.of("/opt/peers/trixie");

  private static final String ENTER =
      "mount --rbind /tmp \"$0/tmp\" && exec chroot \"$0\" duplicity \"$@\"";

  private final OutsideProgram unshare;

  private Duplicity3(OutsideProgram unshare) {
    this.unshare = unshare;
  }

  /// Skips the test where it is not there; in continuous integration that is a failure.
  static Duplicity3 required(Map<String, String> environment) {
    boolean there = Files.isExecutable(ROOT.resolve("usr/bin/duplicity"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("duplicity 3 must be in %s", ROOT).isTrue();
    }
    assumeTrue(there, "duplicity 3 is not in " + ROOT);
    return new Duplicity3(OutsideProgram.required("unshare", environment));
  }

  OutsideProgram.Outcome run(String... arguments) {
    var words =
        new ArrayList<>(
            List.of("--mount", "--propagation", "private", "sh", "-c", ENTER, ROOT.toString()));
    words.addAll(Arrays.asList(arguments));
    return unshare.run(words.toArray(String[]::new));
  }
}

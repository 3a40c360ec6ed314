package dev.keepwatch.agent.envelope;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where `tools/peers` puts programs of a later Debian.
public final class Peers {

  private static final Path SHARED = Path.of("/opt/peers/trixie");

  private Peers() {}

  /// The directory of the project; tests run in that of a module.
  public static Path checkout() {
    return Optional.ofNullable(Path.of("").toAbsolutePath().getParent()).orElseThrow();
  }

  /// The root directory of that Debian, which need not be there. `tools/peers` looks in the same
  /// order.
  public static Path root() {
    Path own = checkout().resolve(".peers/trixie");
    return Optional.ofNullable(System.getenv("KEEPWATCH_PEERS"))
        .map(Path::of)
        .orElse(Files.exists(own) ? own : SHARED);
  }

  /// Whether we may make it the root of a process.
  public static boolean mayChangeRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}

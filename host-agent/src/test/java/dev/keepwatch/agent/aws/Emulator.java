package dev.keepwatch.agent.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.envelope.Peers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The emulator in the Debian that `tools/peers` makes: the one that `tools/peers start` has
/// started, or one of our own that ends with this process.
final class Emulator {

  private Emulator() {}

  static Optional<URI> find() {
    try {
      Optional<URI> running = running(Peers.checkout().resolve(".peers"));
      return running.isPresent() || !canStart() ? running : Optional.of(start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean canStart() {
    return Files.isDirectory(Peers.root().resolve("usr/lib/python3/dist-packages/moto"))
        && Files.isDirectory(Peers.root().resolve("usr/lib/python3/dist-packages/waitress"))
        && Peers.mayChangeRoot();
  }

  /// What its files say, if its process is alive.
  static Optional<URI> running(Path state) throws IOException {
    Path pid = state.resolve("emulator.pid");
    Path port = state.resolve("emulator.port");
    if (!Files.exists(pid) || !Files.exists(port)) {
      return Optional.empty();
    }
    long process = Long.parseLong(Files.readString(pid).strip());
    boolean alive = ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    return alive ? Optional.of(endpoint(Files.readString(port))) : Optional.empty();
  }

  private static URI start() throws IOException {
    String program = Files.readString(Peers.checkout().resolve("tools/emulator.py"));
    var command =
        List.of("chroot", Peers.root().toString(), "python3", "-c", program, "0", "attached");
    // Its log of requests would be nobody's to read. Our end of its input closes with this process.
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    BufferedReader output = process.inputReader(UTF_8);
    String port = output.readLine();
    if (port == null) {
      throw new IOException("the emulator of " + Peers.root() + " does not start: run tools/peers");
    }
    return endpoint(port);
  }

  /// It tells buckets in host names from others by this name.
  private static URI endpoint(String port) {
    return URI.create("http://localhost:" + port.strip());
  }
}

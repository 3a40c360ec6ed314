package dev.keepwatch.agent.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real program that a test compares us with.
///
/// Where it is not installed the test is skipped and names it; in continuous integration that is a
/// failure.
public final class OutsideProgram {
  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;

  private OutsideProgram(String name, List<String> command, Map<String, String> environment) {
    this.name = name;
    this.command = command;
    this.environment = environment;
  }

  public static OutsideProgram required(String name) {
    return required(name, Map.of());
  }

  public static OutsideProgram required(String name, Map<String, String> environment) {
    demand(isInstalled(name), "the program " + name + " is not installed");
    return new OutsideProgram(name, List.of(name), environment);
  }

  /// The program of the Debian that `tools/peers` has made; it sees the temporary directory.
  public static OutsideProgram ofLaterDebian(String name, Map<String, String> environment) {
    Path root = Peers.root();
    demand(
        Files.isExecutable(root.resolve("usr/bin").resolve(name)),
        root + " has no " + name + ": run tools/peers");
    demand(Peers.mayChangeRoot(), "changing the root needs root");
    String temporary = System.getProperty("java.io.tmpdir");
    String enter =
        "mkdir -p \"$0$1\" && mount --rbind \"$1\" \"$0$1\" && root=$0 && shift"
            + " && exec chroot \"$root\" \"$@\"";
    var command =
        List.of(
            "unshare",
            "--mount",
            "--propagation",
            "private",
            "sh",
            "-c",
            enter,
            root.toString(),
            temporary,
            name);
    return new OutsideProgram(name, command, environment);
  }

  /// Skips the test where something is not there; in continuous integration fails it.
  public static void demand(boolean present, String otherwise) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as(otherwise).isTrue();
    }
    assumeTrue(present, otherwise);
  }

  private static boolean isInstalled(String name) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /// Runs it and hands back what it printed on both channels; `exit` tells how it ended.
  public Outcome run(String... arguments) {
    return runWithInput(new byte[0], arguments);
  }

  public Outcome runWithInput(byte[] input, String... arguments) {
    try {
      Path in = Files.createTempFile("input", null);
      Path out = Files.createTempFile("output", null);
      Path err = Files.createTempFile("error", null);
      try {
        Files.write(in, input);
        int exit = runWith(in, out, err, arguments);
        return new Outcome(
            exit, Files.readAllBytes(out), Files.readString(err, StandardCharsets.ISO_8859_1));
      } finally {
        for (Path file : List.of(in, out, err)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int runWith(Path in, Path out, Path err, String... arguments) throws IOException {
    var words = new ArrayList<String>(command);
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process =
        builder
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new AssertionError(name + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      process.destroy();
    }
    return process.exitValue();
  }

  /// What a run of the program came to.
  public static final class Outcome {
    private final int exit;
    private final byte[] output;
    private final String errors;

    Outcome(int exit, byte[] output, String errors) {
      this.exit = exit;
      this.output = output;
      this.errors = errors;
    }

    public int exit() {
      return exit;
    }

    public byte[] output() {
      return output;
    }

    public String errors() {
      return errors;
    }

    public Outcome succeeded() {
      assertThat(exit).as("exit code; it said: %s", errors).isZero();
      return this;
    }
  }
}

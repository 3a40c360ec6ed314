package dev.keepwatch.agent.network;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.storage.s3.S3MockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How well a backup uses a line: `bench/over-a-line` starts it.
final class OverALine {

  private static final long MIB = 1 << 20;

  /// @param program the launcher
  /// @param inFlight how many uploads at once
  /// @param latency of one direction
  private record Trial(
      Path program,
      Path work,
      int sourceMib,
      int volumeMib,
      int inFlight,
      Duration latency,
      double megabits) {}

  private OverALine() {}

  /// @param words program, directory to work in, MiB of source, MiB of a volume, uploads at once,
  ///   milliseconds one way, megabits a second
  public static void main(String[] words) throws Exception {
    var trial =
        new Trial(
            Path.of(words[0]),
            Path.of(words[1]),
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]),
            Integer.parseInt(words[4]),
            Duration.ofMillis(Long.parseLong(words[5])),
            Double.parseDouble(words[6]));
    boolean good = run(trial);
    System.exit(good ? 0 : 1);
  }

  private static boolean run(Trial trial) throws Exception {
    Path source = grow(trial);
    makeBucket("line");
    try (var line = new Line(S3MockServer.endpoint(), trial.latency(), trial.megabits())) {
      long start = System.nanoTime();
      Process process = start(trial, source, line.endpoint());
      long most = watch(process, trial.work().resolve("tmp"));
      double seconds = (System.nanoTime() - start) / 1e9;
      if (process.exitValue() != 0) {
        System.err.println(Files.readString(trial.work().resolve("output")));
        return false;
      }
      return tell(trial, line.up(), seconds, most);
    }
  }

  private static boolean tell(Trial trial, Lane up, double seconds, long most) {
    double busy = up.busy(0.01, 0.99);
    double volumes = (double) most / (trial.volumeMib() * MIB);
    System.out.printf(
        "%d uploads at once, volumes of %d MiB, %.0f Mbit/s, %d ms each way: %.0f MB in %.1f s%n",
        trial.inFlight(),
        trial.volumeMib(),
        trial.megabits(),
        trial.latency().toMillis(),
        up.sent() / 1e6,
        seconds);
    System.out.printf(
        "line busy: %.1f %% while volumes are stored, %.1f %% from the first byte to the last%n",
        100 * busy, 100 * up.busy(0, 1));
    System.out.printf(
        "temporary disk at most: %.1f MiB, %.2f volumes%n", (double) most / MIB, volumes);
    // A volume is a little larger than asked for.
    return busy > 0.9 && volumes < 1.1 * (trial.inFlight() + 1);
  }

  /// A file that does not compress.
  private static Path grow(Trial trial) throws IOException {
    Path source = Files.createDirectories(trial.work().resolve("source"));
    var random = new Random(1);
    byte[] piece = new byte[1 << 20];
    try (var file = Files.newOutputStream(source.resolve("large"))) {
      for (int mib = 0; mib < trial.sourceMib(); mib++) {
        random.nextBytes(piece);
        file.write(piece);
      }
    }
    return source;
  }

  private static void makeBucket(String name) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create(S3MockServer.endpoint() + "/" + name + "/");
      client.send(
          HttpRequest.newBuilder(uri).PUT(BodyPublishers.noBody()).build(),
          BodyHandlers.discarding());
    }
  }

  private static Process start(Trial trial, Path source, URI endpoint) throws IOException {
    Path work = trial.work();
    var builder =
        new ProcessBuilder(
            List.of(
                trial.program().toString(),
                "full",
                "--volsize=" + trial.volumeMib(),
                "--concurrency=" + trial.inFlight(),
                "--s3-endpoint-url=" + endpoint,
                "--archive-dir=" + work.resolve("cache"),
                "--tempdir=" + Files.createDirectories(work.resolve("tmp")),
                source.toString(),
                "s3://line/web01"));
    builder.environment().putAll(TestAws.ENVIRONMENT);
    builder.environment().put("PASSPHRASE", "open sesame");
    builder.environment().put("HOME", work.toString());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(work.resolve("output").toFile())
        .start();
  }

  /// @return the most that lay in the directory while the process ran
  private static long watch(Process process, Path directory) throws InterruptedException {
    long most = 0;
    while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
      most = Math.max(most, size(directory));
    }
    return most;
  }

  private static long size(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      return 0; // a file went while we looked; the next look counts
    }
  }
}

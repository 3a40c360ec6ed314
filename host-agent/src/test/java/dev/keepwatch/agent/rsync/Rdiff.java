package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// librsync itself, by its own program `rdiff`.
final class Rdiff {
  /// As duplicity has librsync write signatures.
  static final List<String> AS_DUPLICITY = List.of("-H", "md4", "-R", "rollsum", "-S", "8");

  private final Path program;
  private final Path folder;

  private Rdiff(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /// Without the program the test is skipped, and fails in continuous integration.
  static Rdiff in(Path folder) {
    Optional<Path> program = find();
    if (program.isEmpty()) {
      String message = "rdiff is not installed (Debian's package rdiff has it)";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      Assumptions.abort(message);
    }
    return new Rdiff(program.orElseThrow(), folder);
  }

  byte[] signature(byte[] basis, int blockLength, List<String> options) throws IOException {
    Path basisFile = Files.write(folder.resolve("basis"), basis);
    Path signature = folder.resolve("signature");
    List<String> words = new ArrayList<>(options);
    words.addAll(List.of("-b", Integer.toString(blockLength), "signature"));
    run(words, basisFile, signature);
    return Files.readAllBytes(signature);
  }

  byte[] delta(byte[] signature, byte[] newer) throws IOException {
    Path signatureFile = Files.write(folder.resolve("signature"), signature);
    Path newerFile = Files.write(folder.resolve("newer"), newer);
    Path delta = folder.resolve("delta");
    run(List.of("delta"), signatureFile, newerFile, delta);
    return Files.readAllBytes(delta);
  }

  byte[] patch(byte[] basis, byte[] delta) throws IOException {
    Path basisFile = Files.write(folder.resolve("basis"), basis);
    Path deltaFile = Files.write(folder.resolve("delta"), delta);
    Path result = folder.resolve("result");
    run(List.of("patch"), basisFile, deltaFile, result);
    return Files.readAllBytes(result);
  }

  private void run(List<String> words, Path... files) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--force"));
    command.addAll(words);
    for (Path file : files) {
      command.add(file.toString());
    }
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("rdiff.log").toFile())
            .start();
    process.onExit().join();
    assertThat(process.exitValue()).as(() -> command + ": " + log()).isZero();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("rdiff.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Optional<Path> find() {
    for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(place).resolve("rdiff");
      if (!place.isEmpty() && Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.Manner;
import dev.keepwatch.agent.cli.output.Manner.Stamp;
import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.cli.output.Verbosity;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about what is said, and in which form.
final class OutputOptions {

  private static final int USUAL_RATE = 3;

  @Option(
      names = "--json",
      description =
          "What was asked for as JSON, and nothing else on standard output; for list-current-files"
              + " a line for each entry.")
  boolean json;

  @Option(
      names = "--log-file",
      paramLabel = "FILE",
      description =
          "Writes everything that is said also behind the end of this file, in paragraphs for"
              + " programs.")
  Optional<String> logFile = Optional.empty();

  @Option(
      names = "--log-fd",
      paramLabel = "N",
      description = "Writes the same to this open file descriptor.")
  Optional<Integer> logDescriptor = Optional.empty();

  @Option(
      names = "--log-timestamp",
      description = "Date, time and level stand before each message.")
  boolean stamped;

  @Option(
      names = "--progress",
      description = "Tells how a backup comes along, also where no terminal is.")
  boolean progress;

  @Option(
      names = "--progress-rate",
      paramLabel = "SECONDS",
      description = "How often; every 3 seconds without it.")
  Optional<Integer> rate = Optional.empty();

  /// How often the progress is told to somebody who asked for it.
  Optional<Duration> progressRate() {
    return progress
        ? Optional.of(Duration.ofSeconds(Math.max(1, rate.orElse(USUAL_RATE))))
        : Optional.empty();
  }

  /// Why nobody can listen.
  Failure unheard(IOException e) {
    boolean descriptor = logDescriptor.filter(n -> isOf(n, e)).isPresent();
    return descriptor
        ? new Failure(
            ExitCode.COMMAND_LINE,
            "--log-fd " + logDescriptor.get() + ": no file of this number is open to be written")
        : new Failure(ExitCode.GENERAL, "--log-file: " + Failure.words(e));
  }

  private static boolean isOf(int descriptor, IOException e) {
    return e instanceof FileSystemException refused
        && ("/proc/self/fd/" + descriptor).equals(refused.getFile());
  }

  Manner manner(Verbosity verbosity, Machine machine) {
    return new Manner(
        verbosity,
        json,
        logFile.map(RawText::path),
        logDescriptor.stream().mapToInt(Integer::intValue).findFirst(),
        stamped ? Stamp.ofTime(machine.clock(), machine.zone()) : Stamp.NONE);
  }

  /// What can be told of the options before they have been understood.
  static OutputOptions glance(Iterable<String> arguments) {
    var options = new OutputOptions();
    String before = "";
    for (String argument : arguments) {
      if (argument.equals("--")) {
        break;
      }
      options.json |= argument.equals("--json");
      String number = before.equals("--log-fd") ? argument : argument.replaceFirst("--log-fd=", "");
      if (number.matches("[0-9]{1,4}") && (before + argument).startsWith("--log-fd")) {
        options.logDescriptor = Optional.of(Integer.valueOf(number));
      }
      before = argument;
    }
    return options;
  }
}

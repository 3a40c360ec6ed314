package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.storage.ThawTier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Options about files in archive classes.
final class ThawOptions {

  private static final String PLAN = "plan";
  private static final int MOST_DAYS = 365;
  private static final int USUAL_DAYS = 7;

  @Option(
      names = "--thaw",
      paramLabel = "HOW",
      description =
          "With restore and verify, where needed files lie in an archive class: plan tells what"
              + " bringing them back takes and costs, and does nothing; bulk, standard or expedited"
              + " asks for them in this way, waits until they are back, and goes on. Without it"
              + " nothing is asked or paid for, and the exit code is 55.")
  Optional<String> how = Optional.empty();

  @Option(
      names = "--thaw-days",
      paramLabel = "N",
      description = "How long what was brought back can be read; 7 without it.")
  Optional<Integer> givenDays = Optional.empty();

  /// @throws UsageException if it is a word that nobody knows
  void check() throws UsageException {
    if (how.isPresent() && !isPlan() && tier().isEmpty()) {
      String words =
          Stream.concat(Stream.of(PLAN), Arrays.stream(ThawTier.values()).map(ThawTier::word))
              .collect(Collectors.joining(", "));
      throw new UsageException("--thaw is one of %s, not '%s'".formatted(words, how.get()));
    }
    if (days() < 1 || days() > MOST_DAYS) {
      throw new UsageException("--thaw-days is a number of days, from 1 to " + MOST_DAYS);
    }
    if (givenDays.isPresent() && how.isEmpty()) {
      throw new UsageException("--thaw-days says nothing without --thaw");
    }
  }

  /// How long what was brought back can be read.
  int days() {
    return givenDays.orElse(USUAL_DAYS);
  }

  /// Whether only the plan is wanted.
  boolean isPlan() {
    return how.filter(PLAN::equals).isPresent();
  }

  /// How files are to be brought back, if they are.
  Optional<ThawTier> tier() {
    return Arrays.stream(ThawTier.values())
        .filter(tier -> how.filter(tier.word()::equals).isPresent())
        .findFirst();
  }
}

package dev.keepwatch.agent.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A program that is given damaged archives.
interface DamageSubject {

  /// What became of a command.
  ///
  /// @param output what it printed
  /// @param target where it restored to, if it did
  record Done(int exit, List<String> output, Path target) {}

  /// What somebody sees of it.
  ///
  /// @param shows what of the newest state, after a backup that ended well what a restore brings
  ///   back then; empty where the question makes no sense
  record Outcome(int exit, Optional<Integer> afterwards, String shows) {

    /// In a cell of the table: what looks well and is not stands out.
    String cell() {
      if (afterwards.isPresent()) {
        return "%d, restores then: %s".formatted(exit, judged(afterwards.get()));
      }
      return judged(exit);
    }

    private String judged(int code) {
      boolean silent = code == 0 && !shows.isEmpty() && !shows.equals(DamageTruth.WHOLE);
      String words =
          shows.isEmpty() || shows.equals(DamageTruth.WHOLE) || !silent && shows.equals("nothing")
              ? "" + code
              : code + " (" + shows + ")";
      return silent ? "**" + words + "**" : words;
    }

    /// For a file of records.
    String line() {
      return exit + " " + afterwards.map(code -> "" + code).orElse("-") + " " + shows;
    }

    static Outcome parse(String line) {
      String[] words = line.split(" ", 3);
      Optional<Integer> afterwards =
          words[1].equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(words[1]));
      return new Outcome(Integer.parseInt(words[0]), afterwards, words[2]);
    }
  }

  String title();

  /// @param place a directory for its cache and what it restores
  Done does(DamageAction action, DamagedArchives.Damaged damaged, Path archive, Path place)
      throws IOException;

  /// Lets it work on a copy of the archive and looks what is there then.
  default Outcome judge(
      DamageAction action, DamagedArchives.Damaged damaged, DamageTruth truth, Path place)
      throws IOException {
    Path archive = DamagedArchives.copy(damaged.archive(), place.resolve("archive"));
    var done = does(action, damaged, archive, place);
    return switch (action) {
      case STATUS, VERIFY -> new Outcome(done.exit(), Optional.empty(), "");
      case LIST -> new Outcome(done.exit(), Optional.empty(), truth.judge(done.output()));
      case RESTORE -> new Outcome(done.exit(), Optional.empty(), truth.judge(done.target()));
      case INCREMENT, BACKUP -> {
        if (done.exit() != 0) {
          yield new Outcome(done.exit(), Optional.empty(), "");
        }
        var restored =
            does(
                DamageAction.RESTORE,
                damaged,
                archive,
                Files.createDirectory(place.resolve("again")));
        yield new Outcome(0, Optional.of(restored.exit()), truth.judge(restored.target()));
      }
    };
  }
}

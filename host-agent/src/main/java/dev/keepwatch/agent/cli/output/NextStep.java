package dev.keepwatch.agent.cli.output;

import dev.keepwatch.format.repair.Advice.Step;
import java.util.Optional;

/// What an operator does about a defect, in words and as a command to be copied.
///
/// @param step what helps
/// @param url the archive, as it can be typed
public record NextStep(Step step, String url) {

  /// The command, if it is one.
  public Optional<String> command() {
    return switch (step) {
      case REPAIR -> Optional.of("keepwatch repair " + url);
      case CLEAN_UP -> Optional.of("keepwatch cleanup " + url);
      case FULL_BACKUP -> Optional.of("keepwatch full SOURCE " + url);
      case BACK_UP_AGAIN, CLEAN_UP_LATER, MOVE_AWAY, NOTHING -> Optional.empty();
    };
  }

  /// A sentence without its stop.
  public String words() {
    return switch (step) {
      case REPAIR ->
          "Next: " + command().orElseThrow() + " (tells what it would do; --force does it)";
      case CLEAN_UP ->
          "Next: " + command().orElseThrow() + " (tells what may go; --force deletes it)";
      case FULL_BACKUP ->
          "Next: "
              + command().orElseThrow()
              + ", since data is lost here; what is left can be restored with --ignore-errors, as long"
              + " as its manifest is there";
      case BACK_UP_AGAIN ->
          "Next: resume: run the backup again; it goes on where it can, and else begins anew";
      case CLEAN_UP_LATER ->
          "Next: nothing; newer backups are whole, and keepwatch cleanup "
              + url
              + " takes this away when it is 7 days old";
      case MOVE_AWAY -> "Next: move the file away that does not belong there, and look again";
      case NOTHING -> "Next: nothing; newer backups do not need it";
    };
  }
}

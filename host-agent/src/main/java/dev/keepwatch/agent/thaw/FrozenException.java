package dev.keepwatch.agent.thaw;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Collectors;

/// A job has ended before it read anything that it wanted, since that has to be thawed first, or
/// since only the plan was asked for. Nothing was asked of the storage but what there is.
public final class FrozenException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient ThawPlan plan;

  FrozenException(ThawPlan plan) {
    super(sentence(plan));
    this.plan = plan;
  }

  /// What the job needs.
  public ThawPlan plan() {
    return plan;
  }

  private static String sentence(ThawPlan plan) {
    var parts = new ArrayList<String>();
    String what = plan.whole() ? "needed here" : "that tell which volumes are needed";
    if (plan.frozenTally().files() > 0) {
      String classes =
          plan.frozenByClass().keySet().stream()
              .map(ArchiveClass::words)
              .collect(Collectors.joining(", "));
      parts.add("%s in an archive class (%s)".formatted(words(plan.frozenTally()), classes));
    }
    if (plan.coming().files() > 0) {
      parts.add("%s on the way back".formatted(words(plan.coming())));
    }
    String now =
        plan.frozenTally().files() > 0
            ? "what is frozen has to be thawed first. Nothing was read or asked for; --thaw plan tells what it takes"
            : "it cannot be read before it is back. Nothing was read or asked for; with --thaw the same command waits";
    return "of %s %s, %s: %s"
        .formatted(
            plan.needed() == 1 ? "1 file" : plan.needed() + " files",
            what,
            String.join(", ", parts),
            now);
  }

  private static String words(Tally tally) {
    return tally.files() + (tally.files() == 1 ? " is" : " are");
  }
}

package dev.keepwatch.agent.repair;

import dev.keepwatch.format.repair.Repair;
import dev.keepwatch.format.repair.RepairPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// How it ended.
///
/// @param plan what could be repaired, and what could not
/// @param repaired what is back
/// @param failed what could not be rebuilt after all
public record RepairResult(RepairPlan plan, List<Repair> repaired, List<Failed> failed) {

  /// A repair that did not work.
  ///
  /// @param repair what was tried
  /// @param why what stood in the way
  public record Failed(Repair repair, IOException why) {}

  public RepairResult {
    repaired = List.copyOf(repaired);
    failed = List.copyOf(failed);
  }

  public Optional<IOException> firstFailure() {
    return failed.stream().map(Failed::why).findFirst();
  }
}

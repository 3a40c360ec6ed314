package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.repair.RepairResult;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.json.JsonObject;
import dev.keepwatch.format.repair.Hopeless;
import dev.keepwatch.format.repair.Repair;
import java.util.Locale;

/// What was repaired, or would be.
///
/// @param result how it ended
/// @param archive where
/// @param written whether anything was to be written
public record RepairDocument(RepairResult result, String archive, boolean written) {

  @Override
  public String toString() {
    return Document.of("repair")
        .put("archive", archive)
        .put("written", written)
        .list("repairs", result.plan().repairs(), repair -> part(repair.set(), repair.part()))
        .list("repaired", result.repaired(), repair -> part(repair.set(), repair.part()))
        .list("failed", result.failed(), RepairDocument::failed)
        .list("hopeless", result.plan().hopeless(), RepairDocument::hopeless)
        .toString();
  }

  private static JsonObject part(BackupSet set, Repair.Part part) {
    return Document.set(set.id()).put("part", word(part));
  }

  private static JsonObject failed(RepairResult.Failed failed) {
    return part(failed.repair().set(), failed.repair().part())
        .put("sentence", String.valueOf(failed.why().getMessage()));
  }

  private static JsonObject hopeless(Hopeless one) {
    return part(one.set(), one.part()).put("reason", word(one.reason()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.thaw.Estimate;
import dev.keepwatch.agent.thaw.PriceList;
import dev.keepwatch.agent.thaw.ThawPlan;
import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import dev.keepwatch.format.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What has to be brought back from archive classes, and what that takes.
///
/// @param plan what
/// @param prices what it takes
/// @param days how long it is to be readable
public record ThawDocument(ThawPlan plan, PriceList prices, int days) {

  private static final int DIGITS = 4;

  @Override
  public String toString() {
    return Document.of("thaw-plan")
        .put("whole", plan.whole())
        .put("neededFiles", plan.needed())
        .put("frozen", tally(plan.frozenTally()))
        .put("coming", tally(plan.coming()))
        .put("back", tally(plan.back()))
        .put("readableUntil", plan.readableUntil())
        .list("classes", List.copyOf(plan.frozenByClass().entrySet()), ThawDocument::ofClass)
        .put("days", days)
        .put(
            "prices",
            new JsonObject()
                .put("date", prices.date().toString())
                .put("region", prices.region())
                .put("source", prices.source())
                .put("currency", "USD"))
        .list("estimates", estimates(), ThawDocument::estimate)
        .toString();
  }

  private List<Estimate> estimates() {
    return Arrays.stream(ThawTier.values())
        .flatMap(tier -> prices.estimate(plan, tier, days).stream())
        .toList();
  }

  private static JsonObject tally(Tally tally) {
    return new JsonObject().put("files", tally.files()).put("bytes", tally.bytes());
  }

  private static JsonObject ofClass(Map.Entry<ArchiveClass, Tally> entry) {
    return new JsonObject()
        .put("class", entry.getKey().name())
        .put("files", entry.getValue().files())
        .put("bytes", entry.getValue().bytes());
  }

  private static JsonObject estimate(Estimate estimate) {
    return money(
        new JsonObject()
            .put("tier", estimate.tier().word())
            .put("minutesAtLeast", estimate.atLeast().toMinutes())
            .put("minutesAtMost", estimate.atMost().toMinutes()),
        estimate);
  }

  private static JsonObject money(JsonObject json, Estimate estimate) {
    return json.put("requests", number(estimate.requests()), DIGITS)
        .put("retrieval", number(estimate.retrieval()), DIGITS)
        .put("copies", number(estimate.copies()), DIGITS)
        .put("total", number(estimate.total()), DIGITS);
  }

  private static double number(BigDecimal amount) {
    return amount.doubleValue();
  }
}

package dev.keepwatch.agent.cli.output;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.thaw.Estimate;
import dev.keepwatch.agent.thaw.PriceList;
import dev.keepwatch.agent.thaw.ThawPlan;
import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What has to be brought back from archive classes, and what that takes.
///
/// @param plan what
/// @param prices what it takes
/// @param days how long it is to be readable
/// @param times how times are told
public record ThawPage(ThawPlan plan, PriceList prices, int days, LocalTime times) {

  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final String ROW = "  %-10s %-16s %10s %10s %10s %10s";

  @Override
  public String toString() {
    var lines = new ArrayList<String>();
    addFiles(lines);
    if (plan.frozenTally().files() > 0) {
      lines.add("");
      addWays(lines);
    } else {
      lines.add("Nothing has to be asked for.");
    }
    return String.join("\n", lines);
  }

  private void addFiles(List<String> lines) {
    lines.add(
        plan.whole()
            ? "Files that this takes: " + plan.needed()
            : "Files that have to be read before it is known which volumes this takes: "
                + plan.needed());
    lines.add("In an archive class, not asked for: " + words(plan.frozenTally()));
    plan.frozenByClass()
        .forEach((archive, tally) -> lines.add("  " + archive.words() + ": " + words(tally)));
    if (plan.coming().files() > 0) {
      lines.add("Being brought back: " + words(plan.coming()));
    }
    if (plan.back().files() > 0) {
      lines.add(
          "Brought back: "
              + words(plan.back())
              + plan.readableUntil()
                  .map(until -> ", readable until " + times.of(until))
                  .orElse(""));
    }
  }

  private static String words(Tally tally) {
    return "%d (%s)".formatted(tally.files(), ByteCount.words(tally.bytes()));
  }

  private void addWays(List<String> lines) {
    lines.add(
        ROW.formatted("--thaw", "takes about", "requests", "retrieval", days + " days", "USD"));
    for (var tier : ThawTier.values()) {
      lines.add(
          prices
              .estimate(plan, tier, days)
              .map(ThawPage::row)
              .orElseGet(
                  () -> "  %-10s not possible for %s".formatted(tier.word(), forbidding(tier))));
    }
    lines.add("");
    lines.add(
        "An estimate by %s of %s for %s, in USD; tax, and what bytes cost that leave the provider's network, are not in it."
            .formatted(prices.source(), prices.date(), prices.region()));
    lines.add(
        "Nothing was asked or paid for. Next: the same command with --thaw and one of these words.");
  }

  private String forbidding(ThawTier tier) {
    return plan.forbidding(tier).stream()
        .map(ArchiveClass::words)
        .collect(Collectors.joining(", "));
  }

  private static String row(Estimate estimate) {
    return ROW.formatted(
        estimate.tier().word(),
        words(estimate.atLeast(), estimate.atMost()),
        money(estimate.requests()),
        money(estimate.retrieval()),
        money(estimate.copies()),
        money(estimate.total()));
  }

  private static String words(Duration from, Duration to) {
    return to.compareTo(Duration.ofHours(1)) < 0
        ? "%d-%d minutes".formatted(from.toMinutes(), to.toMinutes())
        : "%d-%d hours".formatted(from.toHours(), to.toHours());
  }

  private static String money(BigDecimal dollars) {
    if (dollars.signum() > 0 && dollars.compareTo(CENT) < 0) {
      return "< 0.01";
    }
    return String.format(Locale.ROOT, "%.2f", dollars.setScale(2, RoundingMode.HALF_UP));
  }
}

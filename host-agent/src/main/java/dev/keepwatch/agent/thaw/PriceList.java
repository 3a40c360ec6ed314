package dev.keepwatch.agent.thaw;

import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.thaw.ThawPlan.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What bringing files back costs and how long it takes, as it was on some day in some region: for
/// estimates.
public final class PriceList {

  private static final String FILE = "thaw-prices.properties";
  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
  private static final BigDecimal DAYS_OF_MONTH = BigDecimal.valueOf(30);

  private final Properties entries;

  private PriceList(Properties entries) {
    this.entries = entries;
  }

  /// The list that this program comes with.
  public static PriceList load() {
    var entries = new Properties();
    try (InputStream file = PriceList.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not part of the program");
      }
      entries.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    return of(entries);
  }

  /// @throws IllegalArgumentException if something lacks or makes no sense
  static PriceList of(Properties entries) {
    var list = new PriceList(entries);
    list.date();
    list.region();
    list.source();
    list.amount("copy.gib-month");
    for (var archive : ArchiveClass.values()) {
      for (var tier : ThawTier.values()) {
        if (archive.allows(tier)) {
          list.requests(archive, tier, 1);
          list.retrieval(archive, tier, 1);
          list.time(archive, tier);
        }
      }
    }
    return list;
  }

  /// The day on which somebody looked.
  public LocalDate date() {
    return LocalDate.parse(text("date"));
  }

  /// Where these prices hold.
  public String region() {
    return text("region");
  }

  /// Where they stood.
  public String source() {
    return text("source");
  }

  /// What it would take to bring back what nobody has asked for yet.
  ///
  /// @return nothing if it cannot be done in this way
  public Optional<Estimate> estimate(ThawPlan plan, ThawTier tier, int days) {
    if (!plan.forbidding(tier).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(estimate(plan.frozenByClass(), tier, days));
  }

  private Estimate estimate(Map<ArchiveClass, Tally> frozen, ThawTier tier, int days) {
    var requests = BigDecimal.ZERO;
    var retrieval = BigDecimal.ZERO;
    var copies = BigDecimal.ZERO;
    for (var part : frozen.entrySet()) {
      var tally = part.getValue();
      requests = requests.add(requests(part.getKey(), tier, tally.files()));
      retrieval = retrieval.add(retrieval(part.getKey(), tier, tally.bytes()));
      copies = part.getKey().isCopied() ? copies.add(copies(tally.bytes(), days)) : copies;
    }
    var times = frozen.keySet().stream().map(archive -> time(archive, tier)).toList();
    return new Estimate(
        tier,
        times.stream().map(Range::atLeast).min(Duration::compareTo).orElse(Duration.ZERO),
        times.stream().map(Range::atMost).max(Duration::compareTo).orElse(Duration.ZERO),
        requests,
        retrieval,
        copies);
  }

  /// How long the slowest of these usually takes, however it was asked for.
  Duration longest(ArchiveClass archive, ThawTier tier) {
    return time(archive, archive.allows(tier) ? tier : ThawTier.STANDARD).atMost();
  }

  private BigDecimal requests(ArchiveClass archive, ThawTier tier, long files) {
    return amount(key(archive, tier, "requests"))
        .multiply(BigDecimal.valueOf(files))
        .divide(THOUSAND);
  }

  private BigDecimal retrieval(ArchiveClass archive, ThawTier tier, long bytes) {
    return amount(key(archive, tier, "gib")).multiply(gib(bytes));
  }

  private BigDecimal copies(long bytes, int days) {
    return amount("copy.gib-month")
        .multiply(gib(bytes))
        .multiply(BigDecimal.valueOf(days))
        .divide(DAYS_OF_MONTH, MathContext.DECIMAL64);
  }

  private static BigDecimal gib(long bytes) {
    return BigDecimal.valueOf(bytes).divide(GIB, MathContext.DECIMAL64);
  }

  private record Range(Duration atLeast, Duration atMost) {}

  private Range time(ArchiveClass archive, ThawTier tier) {
    String key = key(archive, tier, "minutes");
    Matcher range = RANGE.matcher(text(key));
    if (!range.matches()) {
      throw new IllegalArgumentException(key + " is no range of minutes");
    }
    var atLeast = Duration.ofMinutes(Long.parseLong(range.group(1)));
    var atMost = Duration.ofMinutes(Long.parseLong(range.group(2)));
    if (atLeast.compareTo(atMost) > 0) {
      throw new IllegalArgumentException(key + " runs backward");
    }
    return new Range(atLeast, atMost);
  }

  private static String key(ArchiveClass archive, ThawTier tier, String what) {
    return archive + "." + tier.word() + "." + what;
  }

  private BigDecimal amount(String key) {
    var amount = new BigDecimal(text(key));
    if (amount.signum() < 0) {
      throw new IllegalArgumentException(key + " is negative");
    }
    return amount;
  }

  private String text(String key) {
    return Optional.ofNullable(entries.getProperty(key))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException("the price list has no " + key));
  }
}

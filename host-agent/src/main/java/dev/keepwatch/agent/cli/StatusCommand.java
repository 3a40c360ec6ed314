package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.document.StatusDocument;
import dev.keepwatch.agent.cli.output.Message;
import dev.keepwatch.agent.cli.output.StatusFacts;
import dev.keepwatch.agent.cli.output.StatusPage;
import dev.keepwatch.agent.retention.CleanupRequest;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.repair.Advice;
import java.io.IOException;
import java.util.Optional;

/// `collection-status`: from the names in the archive alone, without keys and without the cache;
/// unless somebody wants to know which files changed, or to see stored statistics.
final class StatusCommand {

  private final Composition parts;

  StatusCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var options = invocation.options();
    var settings = parts.settings(invocation.words().getFirst(), options.keys().signer());
    try (var open = parts.openInHindsight(settings)) {
      var stored = StoredStatistics.of(open.archive());
      var catalog = stored.catalog();
      var changes = new ChangesPage(parts, open, settings.url().canonical(), catalog);
      if (options.restore().fileChanged.isPresent()) {
        return changes.ofFile(options.restore().fileChanged.get());
      }
      if (options.restore().changesInSet.isPresent()) {
        return changes.ofSet(options.restore().changesInSet.get());
      }
      if (options.set().statistics) {
        stored.show(parts.terminal());
      }
      tell(catalog, settings, open);
      return isWhole(catalog) ? ExitCode.OK : ExitCode.GENERAL;
    }
  }

  private void tell(Catalog catalog, ArchiveSettings settings, OpenArchive open) {
    String cache = open.cacheDirectory().toString();
    String place = settings.url().canonical();
    var now = parts.machine().clock().instant();
    var advice = Advice.of(catalog, now, CleanupRequest.USUAL_AGE);
    if (parts.terminal().speaksJson()) {
      var document = new StatusDocument(catalog, advice, place, cache, isWhole(catalog));
      parts.terminal().document(document.toString());
    }
    String location = open.archive().storage().location();
    var page = new StatusPage(catalog, advice, place, location, cache, parts.times());
    var facts = new StatusFacts(catalog, location, cache);
    parts.terminal().result(Message.status(facts.toString(), page.toString()));
  }

  /// Whether a set that is newer than all that can be restored has its signatures and no manifest:
  /// a restore of the newest state refuses to pass over it.
  private static boolean lostItsNewest(Catalog catalog) {
    var usable = catalog.newestWholeTime();
    return usable.isPresent()
        && catalog.incomplete().stream()
            .anyMatch(set -> set.signatures().isPresent() && set.time().isAfter(usable.get()));
  }

  /// Superseded increments and what an interrupted run left are no damage: everything that counts
  /// is there. But something must be.
  private static boolean isWhole(Catalog catalog) {
    boolean nothingUsable = !catalog.isEmpty() && catalog.newestWholeTime().isEmpty();
    return !nothingUsable
        && catalog.orphans().isEmpty()
        && !lostItsNewest(catalog)
        && catalog.chains().stream()
            .allMatch(chain ->
                chain.wholeEnd().equals(Optional.of(chain.end()))
                    && chain.sets().stream().allMatch(set -> set.signatures().isPresent()));
  }
}

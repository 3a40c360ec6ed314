package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.StatusPage;
import dev.keepwatch.format.catalog.Catalog;
import java.io.IOException;
import java.util.Optional;

/// `collection-status`: from the names in the archive alone, without keys and without the cache.
final class StatusCommand {

  private final Composition parts;

  StatusCommand(Composition parts) {
    this.parts = parts;
  }

  ExitCode run(Invocation invocation) throws IOException, UsageException {
    var settings =
        parts.settings(invocation.words().getFirst(), invocation.options().keys().signer());
    try (var open = parts.open(settings)) {
      var catalog = open.archive().catalog();
      var page =
          new StatusPage(
              catalog,
              open.archive().storage().location(),
              open.cacheDirectory().toString(),
              parts.times());
      parts.terminal().result(page.toString());
      return isWhole(catalog) ? ExitCode.OK : ExitCode.GENERAL;
    }
  }

  /// Superseded increments and what an interrupted run left are no damage: everything that counts
  /// is there.
  private static boolean isWhole(Catalog catalog) {
    return catalog.orphans().isEmpty()
        && catalog.chains().stream()
            .allMatch(chain ->
                chain.wholeEnd().equals(Optional.of(chain.end()))
                    && chain.sets().stream().allMatch(set -> set.signatures().isPresent()));
  }
}

package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cli.document.ThawDocument;
import dev.keepwatch.agent.cli.output.ThawPage;
import dev.keepwatch.agent.storage.ThawTier;
import dev.keepwatch.agent.storage.Thawing;
import dev.keepwatch.agent.thaw.FrozenException;
import dev.keepwatch.agent.thaw.FrozenFiles;
import dev.keepwatch.agent.thaw.PriceList;
import dev.keepwatch.agent.thaw.ThawJob;
import dev.keepwatch.agent.thaw.ThawPlan;
import java.io.IOException;
import java.util.Optional;

/// Carries out what reads volumes; where they are frozen, does what `--thaw` says and begins anew.
///
/// The cache is closed while files come back, so that for hours no other run is kept away.
final class ThawedRun {

  /// What reads volumes.
  @FunctionalInterface
  interface Attempt<T> {
    /// @throws FrozenException if they have to be thawed first
    T run(ArchiveCache cache, FrozenFiles frozen) throws IOException;
  }

  private final Composition parts;
  private final Invocation invocation;
  private final OpenArchive open;
  private final ThawOptions options;

  ThawedRun(Composition parts, Invocation invocation, OpenArchive open) {
    this.parts = parts;
    this.invocation = invocation;
    this.open = open;
    this.options = invocation.options().thaw();
  }

  /// @return nothing if only a plan was asked for
  <T> Optional<T> run(Attempt<T> attempt) throws IOException {
    boolean plans = isPlanOnly();
    var talk = new ThawTalk(parts.terminal(), parts.times());
    var job = open.archive().storage().thawing().map(thawing -> job(thawing, talk));
    while (true) {
      try (var cache = open.cache()) {
        return Optional.of(attempt.run(cache, frozenFiles(plans)));
      } catch (FrozenException e) {
        if (plans) {
          show(e.plan());
          return Optional.empty();
        }
        thaw(e, job, talk);
      }
    }
  }

  /// A run that shall change nothing asks for nothing.
  private boolean isPlanOnly() {
    return options.isPlan()
        || (options.tier().isPresent() && invocation.options().general().dryRun);
  }

  private FrozenFiles frozenFiles(boolean plans) {
    var storage = open.archive().storage();
    return plans ? FrozenFiles.planning(storage) : FrozenFiles.of(storage);
  }

  private ThawJob job(Thawing thawing, ThawTalk talk) {
    var machine = parts.machine();
    return new ThawJob(thawing, talk, PriceList.load(), machine.clock(), machine.pause());
  }

  private void thaw(FrozenException frozen, Optional<ThawJob> job, ThawTalk talk)
      throws IOException {
    Optional<ThawTier> tier = options.tier();
    if (tier.isEmpty() || job.isEmpty()) {
      parts
          .terminal()
          .notice("Next: the same command with --thaw plan (asks and pays for nothing)");
      throw frozen;
    }
    talk.begins(frozen.plan(), tier.get());
    job.get().run(frozen.plan(), tier.get(), options.days());
    talk.ends();
  }

  private void show(ThawPlan plan) {
    var prices = PriceList.load();
    var terminal = parts.terminal();
    terminal.result(new ThawPage(plan, prices, options.days(), parts.times()).toString());
    if (terminal.speaksJson()) {
      terminal.document(new ThawDocument(plan, prices, options.days()).toString());
    }
  }
}

package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.cli.output.NextStep;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.json.JsonObject;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.repair.Advice.Advised;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The chains of an archive, and what is wrong.
///
/// @param catalog the archive
/// @param advice what helps against each of its defects
/// @param archive where it is
/// @param cacheDirectory where its cache is
/// @param whole whether all that counts is there
public record StatusDocument(
    Catalog catalog, List<Advised> advice, String archive, String cacheDirectory, boolean whole) {

  public StatusDocument {
    advice = List.copyOf(advice);
  }

  @Override
  public String toString() {
    return Document.of("status")
        .put("archive", archive)
        .put("cacheDirectory", cacheDirectory)
        .put("whole", whole)
        .put("newestWhole", time(catalog.newestWholeTime()))
        .list("chains", catalog.chains(), StatusDocument::chain)
        .list("orphans", catalog.orphans(), StatusDocument::set)
        .list("superseded", catalog.superseded(), StatusDocument::set)
        .list("incomplete", catalog.incomplete(), StatusDocument::set)
        .list("defects", advice, this::defect)
        .put("foreignFiles", catalog.foreignFiles())
        .toString();
  }

  private static Optional<?> time(Optional<BackupTime> time) {
    return time.map(BackupTime::instant);
  }

  private static JsonObject chain(Chain chain) {
    return new JsonObject()
        .put("start", chain.start().instant())
        .put("end", chain.end().instant())
        .put("wholeEnd", time(chain.wholeEnd()))
        .list("sets", chain.sets(), StatusDocument::set);
  }

  private static JsonObject set(BackupSet set) {
    return Document.set(set.id())
        .put("volumes", set.volumeCount())
        .put("bytes", set.sizeBytes())
        .put("encrypted", set.isEncrypted())
        .put("manifest", set.manifest().isPresent())
        .put("signatures", set.signatures().isPresent())
        .put("whole", set.isWhole());
  }

  private JsonObject defect(Advised one) {
    return new JsonObject()
        .put("set", Document.set(one.defect().set()))
        .put("sentence", one.defect().toString())
        .put("step", one.step().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("command", new NextStep(one.step(), archive).command());
  }
}

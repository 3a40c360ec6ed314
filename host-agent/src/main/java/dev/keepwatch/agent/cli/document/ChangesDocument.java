package dev.keepwatch.agent.cli.document;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.json.JsonObject;
import dev.keepwatch.format.manifest.FileChange;
import dev.keepwatch.format.naming.SetId;
import java.util.List;
import java.util.Locale;

/// What sets changed of regular files.
///
/// @param archive where they are
/// @param changes oldest set first
public record ChangesDocument(String archive, List<Changed> changes) {

  /// One file in one set.
  public record Changed(SetId set, ArchivePath path, FileChange change) {}

  public ChangesDocument {
    changes = List.copyOf(changes);
  }

  @Override
  public String toString() {
    return Document.of("changes")
        .put("archive", archive)
        .list("changes", changes, ChangesDocument::changed)
        .toString();
  }

  private static JsonObject changed(Changed changed) {
    return new JsonObject()
        .put("set", Document.set(changed.set()))
        .bytes("path", changed.path().bytes())
        .put("change", changed.change().name().toLowerCase(Locale.ROOT));
  }
}

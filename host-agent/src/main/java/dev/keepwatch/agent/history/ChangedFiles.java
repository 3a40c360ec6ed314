package dev.keepwatch.agent.history;

import dev.keepwatch.agent.signatures.DeletedTypes;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.volume.ManifestDraft;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.manifest.FileChange;
import java.io.IOException;

/// The list of changed files of a set, as its volumes tell it.
///
/// @param draft takes it
/// @param types of what the sets before remember
public record ChangedFiles(ManifestDraft draft, DeletedTypes types) {

  /// Adds an entry, if it is one for the list; entries come in archive order.
  public void entry(MemberName.Kind kind, FileMetadata metadata, ArchivePath path)
      throws IOException {
    if (kind == MemberName.Kind.DELETED) {
      if (types.wasRegular(path)) {
        draft.file(FileChange.DELETED, path);
      }
    } else if (metadata.isRegular()) {
      draft.file(kind == MemberName.Kind.DIFF ? FileChange.CHANGED : FileChange.NEW, path);
    }
  }
}

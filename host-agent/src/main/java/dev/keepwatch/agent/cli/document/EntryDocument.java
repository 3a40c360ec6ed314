package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.format.json.JsonObject;
import java.time.Instant;

/// An entry of a backup; a listing is a line of these.
///
/// @param entry what the signatures remember
public record EntryDocument(SignatureEntry entry) {

  @Override
  public String toString() {
    var metadata = entry.metadata();
    byte[] path = entry.path().isRoot() ? new byte[] {'.'} : entry.path().bytes();
    var owner = metadata.owner();
    var document =
        Document.of("entry")
            .bytes("path", path)
            .put("type", word(metadata.type()))
            .put("mode", "%04o".formatted(metadata.mode()))
            .put("modifiedAt", Instant.ofEpochSecond(metadata.mtimeSecond()))
            .put(
                "owner",
                new JsonObject()
                    .put("uid", owner.uid())
                    .put("gid", owner.gid())
                    .put("user", owner.userName())
                    .put("group", owner.groupName()));
    if (metadata.isSymlink()) {
      document.bytes("linkTarget", metadata.linkTarget().bytes());
    }
    return document.toString();
  }

  private static String word(EntryType type) {
    return switch (type) {
      case REGULAR -> "file";
      case DIRECTORY -> "directory";
      case SYMLINK -> "link";
      case FIFO -> "fifo";
      case CHARACTER_DEVICE -> "character-device";
      case BLOCK_DEVICE -> "block-device";
    };
  }
}

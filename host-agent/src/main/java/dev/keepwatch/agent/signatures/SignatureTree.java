package dev.keepwatch.agent.signatures;

import dev.keepwatch.agent.tree.Layers;
import dev.keepwatch.agent.tree.PathSequence;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tree as a chain's signatures remember it: of each path what the newest set says, without
/// what is deleted.
public final class SignatureTree implements PathSequence<SignatureEntry> {

  private final Layers<SignatureEntry> layers;

  /// @param archives the chain's signature archives, the full set's first; closed with this
  public SignatureTree(List<? extends PathSequence<SignatureEntry>> archives) {
    this.layers = new Layers<>(archives);
  }

  /// A tree without entries: what a full backup compares with.
  public static SignatureTree empty() {
    return new SignatureTree(List.of());
  }

  @Override
  public @Nullable SignatureEntry next() throws IOException {
    for (var found = layers.next(); !found.isEmpty(); found = layers.next()) {
      if (!found.getLast().deleted()) {
        return found.getLast();
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    layers.close();
  }
}

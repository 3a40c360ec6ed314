package dev.keepwatch.agent.signatures;

import dev.keepwatch.agent.tree.Layers;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.catalog.BackupSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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

  /// Where the signature archive of a set is read from.
  @FunctionalInterface
  public interface Archives {
    InputStream of(BackupSet set) throws IOException;
  }

  /// The tree that a chain's sets remember, the full set first. Without sets it has no entries:
  /// what a full backup compares with.
  ///
  /// @throws SignatureDamageException if one of them cannot be opened
  public static SignatureTree of(List<BackupSet> sets, Archives archives) throws IOException {
    var readers = new ArrayList<SignatureArchiveReader>();
    try {
      for (var set : sets) {
        readers.add(open(set, archives));
      }
    } catch (IOException e) {
      for (var reader : readers) {
        reader.close();
      }
      throw e;
    }
    return new SignatureTree(readers);
  }

  private static SignatureArchiveReader open(BackupSet set, Archives archives) throws IOException {
    try {
      return new SignatureArchiveReader(set.id(), archives.of(set));
    } catch (IOException e) {
      throw new SignatureDamageException(set.id(), e);
    }
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

package dev.keepwatch.agent.history;

import dev.keepwatch.agent.tree.Layers;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.MemberName.Kind;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tree below a path as the sets of a plan hold it, without what is deleted.
public final class BackedUpTree implements PathSequence<BackedUpEntry> {

  private final Layers<HistoryEntry> layers;

  public BackedUpTree(HistoryPlan plan, VolumeSource source) {
    this.layers =
        new Layers<>(
            plan.sets().stream().map(part -> new SetMembers(part, plan.path(), source)).toList());
  }

  @Override
  public @Nullable BackedUpEntry next() throws IOException {
    for (var found = layers.next(); !found.isEmpty(); found = layers.next()) {
      var sinceBasis = found.subList(basis(found), found.size());
      boolean gone = sinceBasis.size() == 1 && sinceBasis.getFirst().kind() == Kind.DELETED;
      if (!gone) {
        return new BackedUpEntry(sinceBasis);
      }
    }
    return null;
  }

  /// Where the last entry stands that is not a difference; what is older does not matter any more.
  static int basis(List<HistoryEntry> found) {
    int index = found.size() - 1;
    while (index > 0 && found.get(index).kind() == Kind.DIFF) {
      index--;
    }
    return index;
  }

  @Override
  public void close() throws IOException {
    layers.close();
  }
}

package dev.keepwatch.agent.history;

import dev.keepwatch.agent.tree.Layers;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.agent.tree.Placed;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the newest set of a plan holds, each entry with what it takes from the sets before: in the
/// order of the set, and with what the set says is gone.
public final class NewestSetTree implements PathSequence<NewestSetTree.Entry> {

  /// An entry that the newest set holds something of.
  ///
  /// @param held what that is
  /// @param state the entry as it was then; means nothing if it was gone
  public record Entry(HistoryEntry held, BackedUpEntry state) implements Placed {
    @Override
    public ArchivePath path() {
      return held.path();
    }

    /// Whether the set says that the entry is no longer there.
    public boolean isGone() {
      return held.kind() == Kind.DELETED;
    }
  }

  /// Remembers where the newest set stands.
  private static final class Watched implements PathSequence<HistoryEntry> {
    private final PathSequence<HistoryEntry> members;
    private @Nullable HistoryEntry head;

    Watched(PathSequence<HistoryEntry> members) {
      this.members = members;
    }

    @Override
    public @Nullable HistoryEntry next() throws IOException {
      head = members.next();
      return head;
    }

    boolean standsAt(ArchivePath path) {
      return head != null && head.path().equals(path);
    }

    @Override
    public void close() throws IOException {
      members.close();
    }
  }

  private final Layers<HistoryEntry> layers;
  private final Watched newest;

  /// @param plan at least one set
  public NewestSetTree(HistoryPlan plan, VolumeSource source) {
    var sets = new ArrayList<PathSequence<HistoryEntry>>();
    for (var part : plan.sets().subList(0, plan.sets().size() - 1)) {
      sets.add(new SetMembers(part, plan.path(), source));
    }
    this.newest = new Watched(new SetMembers(plan.sets().getLast(), plan.path(), source));
    sets.add(newest);
    this.layers = new Layers<>(sets);
  }

  @Override
  public @Nullable Entry next() throws IOException {
    for (var found = layers.next(); !found.isEmpty(); found = layers.next()) {
      if (newest.standsAt(found.getLast().path())) {
        return new Entry(found.getLast(), new BackedUpEntry(sinceBasis(found)));
      }
    }
    return null;
  }

  private static List<HistoryEntry> sinceBasis(List<HistoryEntry> found) {
    return found.subList(BackedUpTree.basis(found), found.size());
  }

  @Override
  public void close() throws IOException {
    layers.close();
  }
}

package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.history.HistoryPlan.Part;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Which volumes of a plan hold what is lacking. Paths come in archive order.
final class VolumeMarks {

  /// The volumes of one set.
  private static final class Marks {
    private final List<VolumeEntry> volumes;
    private final BitSet marked = new BitSet();
    private int first;

    Marks(Part part) {
      this.volumes = part.volumes();
      if (!inOrder()) {
        marked.set(0, volumes.size()); // What a hostile manifest says of places tells nothing.
      }
    }

    private boolean inOrder() {
      for (int i = 1; i < volumes.size(); i++) {
        if (start(i).compareTo(start(i - 1)) < 0 || end(i).compareTo(end(i - 1)) < 0) {
          return false;
        }
      }
      return true;
    }

    private ArchivePath start(int index) {
      return volumes.get(index).start().path();
    }

    private ArchivePath end(int index) {
      return volumes.get(index).end().path();
    }

    void mark(ArchivePath path) {
      while (first < volumes.size() && end(first).compareTo(path) < 0) {
        first++;
      }
      for (int i = first; i < volumes.size() && start(i).compareTo(path) <= 0; i++) {
        marked.set(i);
      }
    }

    boolean hasAllOf(ArchivePath path) {
      if (marked.cardinality() == volumes.size()) {
        return true;
      }
      for (int i = firstEndingAt(path); i < volumes.size() && start(i).compareTo(path) <= 0; i++) {
        if (!marked.get(i)) {
          return false;
        }
      }
      return true;
    }

    /// The first volume that does not end before the path.
    private int firstEndingAt(ArchivePath path) {
      int low = 0;
      int high = volumes.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (end(middle).compareTo(path) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    List<VolumeEntry> marked() {
      return marked.stream().mapToObj(volumes::get).toList();
    }
  }

  private final HistoryPlan plan;
  private final List<Marks> parts;

  VolumeMarks(HistoryPlan plan) {
    this.plan = plan;
    this.parts = plan.sets().stream().map(Marks::new).toList();
  }

  /// Marks all volumes that can hold something of this one entry.
  void mark(ArchivePath path) {
    parts.forEach(part -> part.mark(path));
  }

  /// Whether all volumes that can hold something of this entry are marked. If not, what the marked
  /// ones hold of it may be of an older state.
  boolean hasAllOf(ArchivePath path) {
    return parts.stream().allMatch(part -> part.hasAllOf(path));
  }

  HistoryPlan all() {
    return plan;
  }

  /// The plan with the marked volumes only.
  HistoryPlan marked() {
    var needed = new ArrayList<Part>();
    for (int i = 0; i < parts.size(); i++) {
      needed.add(new Part(plan.sets().get(i).set(), parts.get(i).marked()));
    }
    return new HistoryPlan(plan.path(), needed);
  }
}

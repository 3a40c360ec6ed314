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
    }

    void mark(ArchivePath path) {
      while (first < volumes.size() && volumes.get(first).end().path().compareTo(path) < 0) {
        first++;
      }
      for (int i = first; i < volumes.size(); i++) {
        if (volumes.get(i).start().path().compareTo(path) > 0) {
          return;
        }
        marked.set(i);
      }
    }

    boolean hasAllOf(ArchivePath path) {
      for (int i = 0; i < volumes.size(); i++) {
        var volume = volumes.get(i);
        if (!marked.get(i)
            && volume.start().path().compareTo(path) <= 0
            && path.compareTo(volume.end().path()) <= 0) {
          return false;
        }
      }
      return true;
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

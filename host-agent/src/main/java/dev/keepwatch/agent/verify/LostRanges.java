package dev.keepwatch.agent.verify;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.util.ArrayList;
import java.util.List;

/// What damaged volumes could have held. Nothing is known of the entries there.
final class LostRanges {

  private record Range(ArchivePath first, ArchivePath last) {}

  private final List<Range> ranges = new ArrayList<>();

  void add(VolumeEntry volume) {
    ranges.add(new Range(volume.start().path(), volume.end().path()));
  }

  boolean contain(ArchivePath path) {
    return ranges.stream()
        .anyMatch(range -> range.first().compareTo(path) <= 0 && path.compareTo(range.last()) <= 0);
  }
}

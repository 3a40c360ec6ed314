package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One item of `watch-only:` of `fleet.yaml`.
final class WatchOnlySection {
  static final List<String> KEYS = List.of("bucket", "folders", "account", "region");

  private final Section section;
  private final Problems problems;

  WatchOnlySection(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  Optional<WatchOnly> watchOnly(Place otherwise, Duration limit) {
    Optional<BucketName.Given> bucket = section.required("bucket", BucketName.Given::new);
    List<Folder> folders = new FolderSection(section, problems, limit).folders();
    Place place = Place.of(section, otherwise);
    return bucket.map(name -> new WatchOnly(name, place, folders));
  }
}

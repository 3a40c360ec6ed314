package dev.keepwatch.infra.fleet;

import java.util.List;
import java.util.Optional;

/// What a host's section says of its bucket: name, storage, retention, lock.
final class StoreSection {
  static final List<String> KEYS = List.of("bucket", "storage", "retention", "object-lock");
  private static final List<String> STORAGE_KEYS = List.of("class", "after-days");
  private static final List<String> RETENTION_KEYS =
      List.of("keep-fulls", "min-age-days", "deleted-days");
  private static final List<String> LOCK_KEYS =
      List.of("mode", "days", "full-every-days", "window-days");
  private static final int MOST_DAYS = 3650;

  private final Section section;
  private final Problems problems;

  StoreSection(Section section, Problems problems) {
    this.section = section;
    this.problems = problems;
  }

  Store store(BucketName generated, HostMode mode) {
    return new Store(
        section.value("bucket", BucketName::parse).orElse(generated),
        section.section("storage", STORAGE_KEYS).flatMap(this::move).orElse(new VolumeMove.Stay()),
        section
            .section("retention", RETENTION_KEYS)
            .map(found -> retention(found, mode))
            .orElse(Retention.DEFAULT),
        section
            .section("object-lock", LOCK_KEYS)
            .flatMap(this::lock)
            .orElse(new ObjectLock.None()));
  }

  private Optional<VolumeMove> move(Section storage) {
    var storageClass = storage.required("class", VolumeMove.ColdClass::parse);
    var days = storage.required("after-days", text -> days(text, 0));
    if (storageClass.isEmpty() || days.isEmpty()) {
      return Optional.empty();
    }
    return storage.value(
        "after-days", text -> new VolumeMove.After(days.get(), storageClass.get()));
  }

  private Retention retention(Section said, HostMode mode) {
    boolean prunesItself = mode == HostMode.SELF_PRUNING;
    if (said.has("keep-fulls") && prunesItself && section.has("retention")) {
      problems.add(
          said.lineOf("keep-fulls"),
          "keep-fulls is for hosts that may not delete; this one is self-pruning, so write keep: into its config.yaml");
    }
    if (said.has("min-age-days") && !said.has("keep-fulls")) {
      problems.add(said.lineOf("min-age-days"), "min-age-days goes with keep-fulls");
    }
    int minAge =
        said.value("min-age-days", text -> days(text, 1)).orElse(Retention.DEFAULT_MIN_AGE_DAYS);
    Retention.Keep keep =
        said.value("keep-fulls", text -> WholeNumber.parse(text, 1, 1000))
            .filter(count -> !prunesItself)
            .<Retention.Keep>map(count -> new Retention.Keep.Fulls(count, minAge))
            .orElse(new Retention.Keep.All());
    return new Retention(
        keep,
        said.value("deleted-days", text -> days(text, 1)).orElse(Retention.DEFAULT_DELETED_DAYS));
  }

  private Optional<ObjectLock> lock(Section said) {
    var mode = said.required("mode", ObjectLock.Mode::parse);
    var days = said.required("days", text -> days(text, 1));
    var fullEvery = said.required("full-every-days", text -> days(text, 1));
    var window = said.required("window-days", text -> days(text, 1));
    if (mode.isEmpty() || days.isEmpty() || fullEvery.isEmpty() || window.isEmpty()) {
      return Optional.empty();
    }
    return said.value(
        "days",
        text -> new ObjectLock.Locked(mode.get(), days.get(), fullEvery.get(), window.get()));
  }

  private static int days(String text, int least) {
    return WholeNumber.parse(text, least, MOST_DAYS);
  }
}

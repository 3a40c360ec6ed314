package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of a folder, for tests: whole sets first, then what is taken away from them.
///
/// Each file is stored five minutes after its run began, unless something else is said.
final class FolderBuilder {

  private final List<StoredFile> files = new ArrayList<>();
  private String suffix = ".gpg";
  private @Nullable BackupTime last;
  private @Nullable Instant stored;

  static FolderBuilder folder() {
    return new FolderBuilder();
  }

  FolderBuilder unencrypted() {
    suffix = ".gz";
    return this;
  }

  /// When the files that follow were stored.
  FolderBuilder stored(String time) {
    stored = Instant.parse(time);
    return this;
  }

  /// A whole full set.
  FolderBuilder full(String time, int volumes) {
    return set(time, "duplicity-full." + time, "duplicity-full-signatures." + time, volumes);
  }

  /// A whole increment on the set before.
  FolderBuilder increment(String time, int volumes) {
    return increment(String.valueOf(last), time, volumes);
  }

  FolderBuilder increment(String from, String time, int volumes) {
    String times = from + ".to." + time;
    return set(time, "duplicity-inc." + times, "duplicity-new-signatures." + times, volumes);
  }

  private FolderBuilder set(String time, String stem, String signatures, int volumes) {
    last = BackupTime.parse(time);
    for (int number = 1; number <= volumes; number++) {
      file(stem + ".vol" + number + ".difftar" + suffix);
    }
    file(signatures + ".sigtar" + suffix);
    return file(stem + ".manifest" + (suffix.equals(".gz") ? "" : suffix));
  }

  FolderBuilder file(String name) {
    Instant time =
        stored != null
            ? stored
            : last == null ? Instant.EPOCH : last.instant().plus(Duration.ofMinutes(5));
    files.add(new StoredFile(name, 1000, time));
    return this;
  }

  /// Takes away every file whose name contains `part`; there must be one.
  FolderBuilder without(String part) {
    if (!files.removeIf(file -> file.name().contains(part))) {
      throw new IllegalArgumentException("no file has " + part + " in its name");
    }
    return this;
  }

  List<StoredFile> files() {
    return List.copyOf(files);
  }

  Catalog catalog() {
    return Catalog.of(files, NamingScheme.behindAnyPrefix());
  }
}

package dev.keepwatch.format.retention;

import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;

/// Names of a made-up archive: chains of some sets, a day or some between them.
final class RandomArchive {

  static final long FIRST = Instant.parse("2023-01-01T00:00:00Z").getEpochSecond();
  static final long DAY = 86_400;

  final List<String> names = new ArrayList<>();
  final List<BackupTime> times = new ArrayList<>();

  private final Random random;
  private final NamingScheme scheme = NamingScheme.standard();
  private final Packaging packaging;
  private long second = FIRST;

  RandomArchive(Random random) {
    this.random = random;
    this.packaging = random.nextBoolean() ? Packaging.GZIP : Packaging.OPENPGP;
    int chains = 1 + random.nextInt(5);
    for (int chain = 0; chain < chains; chain++) {
      addChain();
    }
  }

  private void addChain() {
    var time = nextTime();
    add(new SetId.Full(time));
    int increments = random.nextInt(5);
    for (int i = 0; i < increments; i++) {
      var next = nextTime();
      add(new SetId.Incremental(time, next));
      time = next;
    }
  }

  private BackupTime nextTime() {
    second += DAY * (1 + random.nextInt(9)) + random.nextInt(1000);
    times.add(new BackupTime(second));
    return times.getLast();
  }

  private void add(SetId set) {
    int volumes = 1 + random.nextInt(3);
    for (int number = 1; number <= volumes; number++) {
      names.add(scheme.format(new ArchiveName.Volume(set, number, packaging)));
    }
    boolean sealed = packaging == Packaging.OPENPGP;
    names.add(
        scheme.format(new ArchiveName.Manifest(set, sealed ? Packaging.OPENPGP : Packaging.PLAIN)));
    names.add(scheme.format(new ArchiveName.Signatures(set, packaging)));
  }

  /// Takes some files away, and adds some that are nobody's or somebody's second.
  RandomArchive damaged() {
    int losses = random.nextInt(5);
    for (int i = 0; i < losses && names.size() > 1; i++) {
      names.remove(random.nextInt(names.size()));
    }
    names.add("somebody's.txt");
    if (random.nextInt(4) == 0) {
      names.add(names.get(random.nextInt(names.size())) + ".copy");
    }
    return this;
  }

  RetentionPolicy policy() {
    int count = 1 + random.nextInt(4);
    return switch (random.nextInt(3)) {
      case 0 -> new RetentionPolicy.AllButFulls(count);
      case 1 -> new RetentionPolicy.IncrementsOfAllButFulls(count);
      default -> new RetentionPolicy.OlderThan(someTime());
    };
  }

  /// A moment at one of the sets, beside it, or anywhere.
  Instant someTime() {
    var time = times.get(random.nextInt(times.size())).instant();
    return switch (random.nextInt(3)) {
      case 0 -> time;
      case 1 -> time.plusSeconds(1);
      default -> time.plusSeconds(random.nextLong(20 * DAY) - 10 * DAY);
    };
  }

  static Catalog catalog(Collection<String> names) {
    return Catalog.of(
        names.stream().map(name -> new StoredFile(name, 1, Instant.EPOCH)).toList(),
        NamingScheme.standard());
  }
}

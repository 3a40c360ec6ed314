package dev.keepwatch.format.naming;

/// What a file of an archive is: its set, its part in that set, and how it is wrapped.
public sealed interface ArchiveName {

  SetId set();

  Packaging packaging();

  /// A piece of a set's tar stream, numbered from 1.
  record Volume(SetId set, int number, Packaging packaging) implements ArchiveName {
    public Volume {
      if (number < 1) {
        throw new IllegalArgumentException("volumes are numbered from 1, not " + number);
      }
    }
  }

  /// The table of contents of a set; a set without one does not count.
  record Manifest(SetId set, Packaging packaging) implements ArchiveName {}

  /// The block sums of a set's files.
  record Signatures(SetId set, Packaging packaging) implements ArchiveName {}

  /// What duplicity 3 writes with `--jsonstat`.
  record Statistics(SetId set, Packaging packaging) implements ArchiveName {}
}

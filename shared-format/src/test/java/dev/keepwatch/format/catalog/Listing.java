package dev.keepwatch.format.catalog;

import static java.util.Objects.requireNonNull;

import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A listing, told set by set in the order of time. Each increment builds on the set told before,
/// unless it says on which.
final class Listing {

  static final long FILE_SIZE = 100;
  static final Instant WRITTEN = Instant.parse("2026-02-03T04:05:06Z");

  private final List<String> names = new ArrayList<>();
  private @Nullable SetId last;

  static Listing listing() {
    return new Listing();
  }

  static int[] volumes(int... numbers) {
    return numbers;
  }

  static BackupTime time(String text) {
    return BackupTime.parse(text);
  }

  static SetId.Full fullSet(String time) {
    return new SetId.Full(time(time));
  }

  static SetId.Incremental increment(String from, String time) {
    return new SetId.Incremental(time(from), time(time));
  }

  Listing full(String time, int... volumes) {
    return set(fullSet(time), volumes);
  }

  Listing incremental(String time, int... volumes) {
    return set(new SetId.Incremental(requireNonNull(last).time(), time(time)), volumes);
  }

  Listing incrementalFrom(String from, String time, int... volumes) {
    return set(increment(from, time), volumes);
  }

  private Listing set(SetId set, int... volumes) {
    last = set;
    for (int number : volumes) {
      add(new ArchiveName.Volume(set, number, Packaging.OPENPGP));
    }
    add(new ArchiveName.Signatures(set, Packaging.OPENPGP));
    return add(new ArchiveName.Manifest(set, Packaging.OPENPGP));
  }

  /// Takes the manifest of the set told last away.
  Listing withoutManifest() {
    return drop(new ArchiveName.Manifest(requireNonNull(last), Packaging.OPENPGP));
  }

  /// Takes the signatures of the set told last away.
  Listing withoutSignatures() {
    return drop(new ArchiveName.Signatures(requireNonNull(last), Packaging.OPENPGP));
  }

  private Listing drop(ArchiveName name) {
    names.remove(NamingScheme.standard().format(name));
    return this;
  }

  Listing add(ArchiveName name) {
    return file(NamingScheme.standard().format(name));
  }

  Listing file(String name) {
    names.add(name);
    return this;
  }

  Listing files(List<String> more) {
    names.addAll(more);
    return this;
  }

  Listing shuffled(Random random) {
    Collections.shuffle(names, random);
    return this;
  }

  List<String> names() {
    return List.copyOf(names);
  }

  Catalog catalog() {
    return catalog(NamingScheme.standard());
  }

  Catalog catalog(NamingScheme scheme) {
    return Catalog.of(names.stream().map(Listing::stored).toList(), scheme);
  }

  static StoredFile stored(String name) {
    return new StoredFile(name, FILE_SIZE, WRITTEN);
  }
}

package dev.keepwatch.agent.cache;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.manifest.ManifestException;
import dev.keepwatch.format.manifest.ManifestParser;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The directory of one archive's opened manifests and signatures, locked while it is in use.
public final class ArchiveCache implements AutoCloseable {

  static final String PART = ".part";

  private final Path directory;
  private final NamingScheme names;
  private final CacheLock lock;

  private ArchiveCache(Path directory, NamingScheme names, CacheLock lock) {
    this.directory = directory;
    this.names = names;
    this.lock = lock;
  }

  /// Opens the cache, and makes the directory if it is not there, readable by nobody else.
  ///
  /// @throws ArchiveException busy if another run uses it
  public static ArchiveCache open(Path directory, NamingScheme names) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return new ArchiveCache(directory, names, CacheLock.take(directory));
  }

  public Path directory() {
    return directory;
  }

  boolean hasManifest(SetId set) {
    return Files.exists(manifestFile(set));
  }

  public boolean hasSignaturesOf(BackupSet set) {
    return hasSignatures(set.id());
  }

  boolean hasSignatures(SetId set) {
    return Files.exists(signatureFile(set));
  }

  /// The manifest of a set.
  ///
  /// @throws ArchiveException if it is not in the cache or cannot be understood
  public Manifest manifest(SetId set) throws IOException {
    try (var text = new BufferedInputStream(Files.newInputStream(manifestFile(set)))) {
      return parse(text);
    } catch (ManifestException e) {
      throw new ArchiveException(
          ArchiveException.Reason.MANIFEST,
          "the manifest of the " + set + " cannot be understood: " + e.getMessage(),
          e);
    }
  }

  private static Manifest parse(InputStream text) throws IOException, ManifestException {
    var parser = new ManifestParser();
    var lines = new LineReader(text);
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      parser.accept(line.get());
    }
    return parser.finish();
  }

  /// The signature archive of a set, unpacked.
  public InputStream signatures(SetId set) throws IOException {
    return new GZIPInputStream(Files.newInputStream(signatureFile(set)), 64 * 1024);
  }

  /// Where the manifest of a set that is being written goes until it is stored.
  public Path unstoredManifest(SetId set) {
    return part(manifestFile(set));
  }

  /// Where the signatures of a set that is being written go (as gzip) until they are stored.
  public Path unstoredSignatures(SetId set) {
    return part(signatureFile(set));
  }

  /// Takes the set's files for stored: the archive has its manifest.
  public void commit(SetId set) throws IOException {
    for (Path file : new Path[] {signatureFile(set), manifestFile(set)}) {
      if (Files.exists(part(file))) {
        Files.move(part(file), file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /// Settles what an interrupted run left: a set whose manifest did reach the archive is committed,
  /// everything else that is not stored is dropped.
  public void settle(Catalog stored) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "*" + PART)) {
      for (Path file : parts) {
        var set = setOf(file);
        if (set.isPresent() && isComplete(stored, set.get())) {
          commit(set.get());
        } else {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Optional<SetId> setOf(Path part) {
    String name = part.getFileName().toString();
    return names.parse(name.substring(0, name.length() - PART.length())).map(ArchiveName::set);
  }

  private static boolean isComplete(Catalog stored, SetId set) {
    return stored.chains().stream()
        .flatMap(chain -> chain.sets().stream())
        .map(BackupSet::id)
        .anyMatch(set::equals);
  }

  /// What the cache holds, seen as a listing.
  public Catalog catalog() throws IOException {
    var builder = new Catalog.Builder(names);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        builder.add(new StoredFile(file.getFileName().toString(), 0, Instant.EPOCH));
      }
    }
    return builder.build();
  }

  /// Forgets a set.
  void drop(SetId set) throws IOException {
    Files.deleteIfExists(manifestFile(set));
    Files.deleteIfExists(signatureFile(set));
  }

  Path manifestFile(SetId set) {
    return directory.resolve(names.format(new ArchiveName.Manifest(set, Packaging.PLAIN)));
  }

  Path signatureFile(SetId set) {
    return directory.resolve(names.format(new ArchiveName.Signatures(set, Packaging.GZIP)));
  }

  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + PART);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

package dev.keepwatch.agent.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.manifest.Binding;
import dev.keepwatch.format.manifest.ChainProof;
import dev.keepwatch.format.manifest.FileChange;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// The directory of one archive's opened manifests and signatures, locked while it is in use.
public final class ArchiveCache implements AutoCloseable {

  /// Names the set that this host wrote last.
  private static final String LAST = "keepwatch-last";

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final CacheLayout layout;
  private final CacheLock lock;

  private ArchiveCache(CacheLayout layout, CacheLock lock) {
    this.layout = layout;
    this.lock = lock;
  }

  /// Opens the cache, and makes the directory if it is not there, readable by nobody else.
  ///
  /// @throws ArchiveException busy if another run uses it
  public static ArchiveCache open(Path directory, NamingScheme names) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, PRIVATE);
    }
    return new ArchiveCache(new CacheLayout(directory, names), CacheLock.take(directory));
  }

  public Path directory() {
    return layout.directory();
  }

  boolean hasManifest(SetId set) {
    return Files.exists(layout.manifest(set));
  }

  public boolean hasManifestOf(BackupSet set) {
    return hasManifest(set.id());
  }

  public boolean hasSignaturesOf(BackupSet set) {
    return hasSignatures(set.id());
  }

  boolean hasSignatures(SetId set) {
    return Files.exists(layout.signatures(set));
  }

  /// The manifest of a set.
  ///
  /// @throws ArchiveException if it is not in the cache, cannot be understood or is of another set
  public Manifest manifest(SetId set) throws IOException {
    return cachedManifest(set).read();
  }

  private CachedManifest cachedManifest(SetId set) {
    return new CachedManifest(set, layout.manifest(set));
  }

  /// Hands over the manifests of a chain, one at a time, while it is proven that they belong
  /// together.
  ///
  /// @param chain its sets from the full on, whose manifests are here
  /// @return the number that stands for the last set, for the manifest of one that builds on it
  /// @throws ArchiveException if they do not belong together, or as [#manifest]
  public Optional<String> prove(List<BackupSet> chain, BiConsumer<BackupSet, Manifest> each)
      throws IOException {
    var proof = new ChainProof();
    for (var set : chain) {
      var manifest = manifest(set.id());
      CachedManifest.refuse(proof.next(set.id(), manifest));
      each.accept(set, manifest);
    }
    return proof.digest();
  }

  /// The number that stands for the last of these sets, as [#prove].
  public Optional<String> digest(List<BackupSet> chain) throws IOException {
    return prove(chain, (set, manifest) -> {});
  }

  /// SHA-256 of the signatures that a set was written with, if its manifest is here and tells.
  Optional<String> boundSignatures(SetId set) throws IOException {
    return hasManifest(set) ? manifest(set).binding().map(Binding::signatures) : Optional.empty();
  }

  /// Hands over the list of changed files of a set, line by line.
  ///
  /// @throws ArchiveException as [#manifest]
  public void eachChange(SetId set, BiConsumer<FileChange, ArchivePath> each) throws IOException {
    cachedManifest(set).eachChange(each);
  }

  /// The signature archive of a set, unpacked. A chain may have hundreds, all open at a time.
  public InputStream signatures(SetId set) throws IOException {
    return new CachedStream(layout.signatures(set));
  }

  /// Where the manifest of a set lies that the archive has, or had.
  public Path storedManifest(SetId set) {
    return layout.manifest(set);
  }

  /// What a run has made of its set and not yet stored.
  public UnstoredFiles unstored() {
    return new UnstoredFiles(layout);
  }

  /// Takes the set's files for stored: the archive has its manifest.
  public void commit(SetId set) throws IOException {
    unstored().commit(set);
    DurableFile.write(
        directory().resolve(LAST), sink -> sink.write(set.time().toString().getBytes(US_ASCII)));
    discard();
  }

  /// The time of the set that this host wrote last, if that is known.
  public Optional<BackupTime> lastWritten() throws IOException {
    Path last = directory().resolve(LAST);
    return Files.isRegularFile(last)
        ? BackupTime.tryParse(Files.readString(last, US_ASCII))
        : Optional.empty();
  }

  /// Lets go of everything that is not stored.
  public void discard() throws IOException {
    unstored().discard();
  }

  /// Settles what interrupted runs left: a set whose manifest was announced and did reach the
  /// archive is committed. What else is not stored stays for who continues it; what was half
  /// brought in goes, and what duplicity has not finished.
  ///
  /// A run writes its manifest here when its signatures are whole, and only then stores either: so
  /// without the manifest the signatures are not believed.
  public void settle(Catalog stored) throws IOException {
    for (Path file : unstored().files()) {
      var name = layout.names().parse(file.getFileName().toString());
      if (name.isPresent()
          && name.get() instanceof ArchiveName.Manifest(var set, var packaging)
          && stored.isChained(set)) {
        commit(set);
      }
    }
    for (Path file : CacheLayout.filesLike(directory(), "*" + IncomingFiles.SUFFIX)) {
      Files.deleteIfExists(file);
    }
    peerNotes().dropAllBut(unfinishedOf(stored));
  }

  CacheLayout layout() {
    return layout;
  }

  /// What duplicity notes of sets that it has not finished.
  public PeerNotes peerNotes() {
    return new PeerNotes(directory(), layout.names());
  }

  /// The newest set, if it is not finished.
  private static Optional<SetId> unfinishedOf(Catalog stored) {
    return stored.incomplete().stream()
        .filter(set -> stored.newestTime().equals(Optional.of(set.time())))
        .map(BackupSet::id)
        .findFirst();
  }

  /// What the cache holds, seen as a listing.
  public Catalog catalog() throws IOException {
    var builder = new Catalog.Builder(layout.names());
    for (Path file : CacheLayout.filesLike(directory(), "*")) {
      String name = file.getFileName().toString();
      if (!name.endsWith(PeerNotes.PART) && !name.endsWith(IncomingFiles.SUFFIX)) {
        builder.add(new StoredFile(name, 0, Instant.EPOCH));
      }
    }
    return builder.build();
  }

  /// Forgets the signatures of a set, so that they are fetched again.
  public void dropSignatures(SetId set) throws IOException {
    Files.deleteIfExists(layout.signatures(set));
  }

  /// Forgets a set that is no longer in the archive.
  public void drop(SetId set) throws IOException {
    Files.deleteIfExists(layout.manifest(set));
    Files.deleteIfExists(layout.signatures(set));
  }

  /// Files of a set that are being brought in or rebuilt.
  public IncomingFiles incoming(SetId set) {
    return new IncomingFiles(layout, set);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

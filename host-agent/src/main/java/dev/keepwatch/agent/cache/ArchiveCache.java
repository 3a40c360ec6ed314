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
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// The directory of one archive's opened manifests and signatures, locked while it is in use.
public final class ArchiveCache implements AutoCloseable {

  /// Where what a run has made and not yet stored lies; duplicity does not look into it.
  private static final String UNFINISHED = "keepwatch-unfinished";

  /// Before the name of a manifest that cannot be in the archive yet.
  private static final String DRAFT = "draft.";

  /// Names the set that this host wrote last.
  private static final String LAST = "keepwatch-last";

  /// Behind the name of what is being brought in. It must not look like [PeerNotes]: what is half
  /// there would be taken for what a run has finished.
  private static final String INCOMING = ".incoming";

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

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
      Files.createDirectories(directory, PRIVATE);
    }
    return new ArchiveCache(directory, names, CacheLock.take(directory));
  }

  public Path directory() {
    return directory;
  }

  boolean hasManifest(SetId set) {
    return Files.exists(manifestFile(set));
  }

  public boolean hasManifestOf(BackupSet set) {
    return hasManifest(set.id());
  }

  public boolean hasSignaturesOf(BackupSet set) {
    return hasSignatures(set.id());
  }

  boolean hasSignatures(SetId set) {
    return Files.exists(signatureFile(set));
  }

  /// The manifest of a set.
  ///
  /// @throws ArchiveException if it is not in the cache, cannot be understood or is of another set
  public Manifest manifest(SetId set) throws IOException {
    return cachedManifest(set).read();
  }

  private CachedManifest cachedManifest(SetId set) {
    return new CachedManifest(set, manifestFile(set));
  }

  /// The number that stands for the last of these sets, for the manifest of one that builds on it.
  ///
  /// @param chain sets of one chain from its full on, whose manifests are here
  /// @throws ArchiveException if they do not belong together, or as [#manifest]
  public Optional<String> digest(List<BackupSet> chain) throws IOException {
    var proof = new ChainProof();
    for (var set : chain) {
      CachedManifest.refuse(proof.next(set.id(), manifest(set.id())));
    }
    return proof.digest();
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
    return new CachedStream(signatureFile(set));
  }

  /// Where the manifest of a set lies that the archive has, or had.
  public Path storedManifest(SetId set) {
    return manifestFile(set);
  }

  /// Where the manifest of a set that is being written goes until it is stored.
  public Path unstoredManifest(SetId set) {
    Path announced = announcedManifest(set);
    return announced.resolveSibling(DRAFT + announced.getFileName());
  }

  /// From now on the manifest may be in the archive: a listing that shows it shows ours.
  public void announce(SetId set) throws IOException {
    Files.move(unstoredManifest(set), announcedManifest(set), StandardCopyOption.ATOMIC_MOVE);
    try (var channel = FileChannel.open(unfinished(), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// The manifest of a set that is being written, once it may be in the archive.
  public Path announcedManifest(SetId set) {
    return unstored(manifestFile(set));
  }

  /// Where the signatures of a set that is being written go (as gzip) until they are stored.
  public Path unstoredSignatures(SetId set) {
    return unstored(signatureFile(set));
  }

  /// The directory of the set that is being written, or that an interrupted run was writing.
  public Path unfinished() {
    return directory.resolve(UNFINISHED);
  }

  private Path unstored(Path file) {
    return unfinished().resolve(file.getFileName());
  }

  /// Takes the set's files for stored: the archive has its manifest.
  public void commit(SetId set) throws IOException {
    for (Path file : new Path[] {signatureFile(set), manifestFile(set)}) {
      if (Files.exists(unstored(file))) {
        Files.move(unstored(file), file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    DurableFile.write(
        directory.resolve(LAST), sink -> sink.write(set.time().toString().getBytes(US_ASCII)));
    discard();
  }

  /// The time of the set that this host wrote last, if that is known.
  public Optional<BackupTime> lastWritten() throws IOException {
    Path last = directory.resolve(LAST);
    return Files.isRegularFile(last)
        ? BackupTime.tryParse(Files.readString(last, US_ASCII))
        : Optional.empty();
  }

  /// Lets go of everything that is not stored.
  public void discard() throws IOException {
    for (Path file : unfinishedFiles()) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(unfinished());
  }

  /// Settles what interrupted runs left: a set whose manifest was announced and did reach the
  /// archive is committed. What else is not stored stays for who continues it; what was half
  /// brought in goes, and what duplicity has not finished.
  ///
  /// A run writes its manifest here when its signatures are whole, and only then stores either: so
  /// without the manifest the signatures are not believed.
  public void settle(Catalog stored) throws IOException {
    for (Path file : unfinishedFiles()) {
      var name = names.parse(file.getFileName().toString());
      if (name.isPresent()
          && name.get() instanceof ArchiveName.Manifest(var set, var packaging)
          && stored.isChained(set)) {
        commit(set);
      }
    }
    for (Path file : filesLike(directory, "*" + INCOMING)) {
      Files.deleteIfExists(file);
    }
    peerNotes().dropAllBut(unfinishedOf(stored));
  }

  /// What duplicity notes of sets that it has not finished.
  public PeerNotes peerNotes() {
    return new PeerNotes(directory, names);
  }

  /// The newest set, if it is not finished.
  private static Optional<SetId> unfinishedOf(Catalog stored) {
    return stored.incomplete().stream()
        .filter(set -> stored.newestTime().equals(Optional.of(set.time())))
        .map(BackupSet::id)
        .findFirst();
  }

  private List<Path> unfinishedFiles() throws IOException {
    return Files.isDirectory(unfinished()) ? filesLike(unfinished(), "*") : List.of();
  }

  static List<Path> filesLike(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      var found = new ArrayList<Path>();
      files.forEach(found::add);
      return found;
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /// What the cache holds, seen as a listing.
  public Catalog catalog() throws IOException {
    var builder = new Catalog.Builder(names);
    for (Path file : filesLike(directory, "*")) {
      String name = file.getFileName().toString();
      if (!name.endsWith(PeerNotes.PART) && !name.endsWith(INCOMING)) {
        builder.add(new StoredFile(name, 0, Instant.EPOCH));
      }
    }
    return builder.build();
  }

  /// Forgets the signatures of a set, so that they are fetched again.
  public void dropSignatures(SetId set) throws IOException {
    Files.deleteIfExists(signatureFile(set));
  }

  /// Forgets a set that is no longer in the archive.
  public void drop(SetId set) throws IOException {
    Files.deleteIfExists(manifestFile(set));
    Files.deleteIfExists(signatureFile(set));
  }

  Path manifestFile(SetId set) {
    return directory.resolve(names.format(new ArchiveName.Manifest(set, Packaging.PLAIN)));
  }

  Path signatureFile(SetId set) {
    return directory.resolve(names.format(new ArchiveName.Signatures(set, Packaging.GZIP)));
  }

  /// Where the manifest of a set that is rebuilt goes until it is stored.
  public Path rebuiltManifest(SetId set) {
    return incoming(manifestFile(set));
  }

  /// Where signatures that are rebuilt go (as gzip) until they are stored.
  public Path rebuiltSignatures(SetId set) {
    return incoming(signatureFile(set));
  }

  /// Takes what was rebuilt of a set for stored.
  public void adoptRebuilt(SetId set) throws IOException {
    for (Path file : new Path[] {signatureFile(set), manifestFile(set)}) {
      if (Files.exists(incoming(file))) {
        Files.move(incoming(file), file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /// Lets go of what was rebuilt of a set and is not stored.
  public void dropRebuilt(SetId set) throws IOException {
    Files.deleteIfExists(rebuiltManifest(set));
    Files.deleteIfExists(rebuiltSignatures(set));
  }

  static Path incoming(Path file) {
    return file.resolveSibling(file.getFileName() + INCOMING);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

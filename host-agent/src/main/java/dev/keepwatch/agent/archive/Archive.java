package dev.keepwatch.agent.archive;

import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.Turn;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;

/// All files of one backup job, under one URL.
///
/// @param storage where they lie
/// @param names what they are called
/// @param envelopes what is around them
public record Archive(Storage storage, NamingScheme names, Envelopes envelopes) {

  /// What is there.
  ///
  /// @throws StorageException absent if there is not even a folder
  public Catalog catalog() throws StorageException {
    var builder = new Catalog.Builder(names);
    storage.list(builder::add);
    return builder.build();
  }

  /// What is there, for who is going to write: a folder that does not exist yet holds nothing.
  public Catalog catalogBeforeWriting() throws StorageException {
    try {
      return catalog();
    } catch (StorageException e) {
      if (e.reason() != StorageException.Reason.ABSENT) {
        throw e;
      }
      return new Catalog.Builder(names).build();
    }
  }

  /// Stores a file that lies sealed in the spool.
  public void store(ArchiveName name, Path sealed, Map<String, String> metadata)
      throws StorageException {
    store(name, sealed, metadata, Turn.NOW);
  }

  /// Stores a file that lies sealed in the spool; it appears when it is its turn.
  public void store(ArchiveName name, Path sealed, Map<String, String> metadata, Turn turn)
      throws StorageException {
    storage.write(new NewFile(names.format(name), sealed, FileRole.of(name), metadata), turn);
  }

  /// Seals a file, so that it can be stored.
  ///
  /// @param to where in the spool; what is there goes
  /// @return the finished file, which knows its size and digest
  public SealedOutput seal(ArchiveName name, Path to, Content content) throws IOException {
    Files.deleteIfExists(to);
    var output = new SealedOutput(to, envelopes.of(name.packaging()));
    try (output) {
      content.writeTo(output);
    }
    return output;
  }

  /// Whether the archive has this file already, byte for byte.
  public boolean holds(ArchiveName name, Path sealed) throws StorageException {
    return storage.holds(new NewFile(names.format(name), sealed, FileRole.of(name), Map.of()));
  }

  /// Brings a file in, opened and read to its end.
  ///
  /// @param file as the listing tells of it
  /// @param sink gets the content; nothing of it may be used before this has returned
  /// @throws StorageException transient if other than so many bytes came
  public void read(StoredFile file, OutputStream sink) throws IOException {
    try (var stored = new WholeInput(storage.read(file.name()), file);
        var opened = open(file.name(), stored)) {
      opened.transferTo(sink);
    } catch (EnvelopeException e) {
      throw named(file.name(), e);
    }
  }

  /// Opens a stored file and reads its first bytes, which tells whether the key at hand opens it.
  public void openStored(String fileName) throws IOException {
    try (var stored = storage.read(fileName);
        var opened = open(fileName, stored)) {
      opened.readNBytes(1);
    } catch (EnvelopeException e) {
      throw named(fileName, e);
    }
  }

  /// Brings a volume in and proves it: its digest first, then everything that its envelope
  /// promises.
  ///
  /// @param expected the digest that the manifest tells
  /// @param to where the file is put as it is stored
  /// @throws ArchiveException if the digest is not the one expected
  public void fetch(String fileName, VolumeHash expected, Path to) throws IOException {
    fetchSealed(fileName, expected, to);
    prove(fileName, to);
  }

  /// Reads a file that was brought in to its end, so that everything that its envelope promises is
  /// true.
  public void prove(String fileName, Path file) throws IOException {
    try (var opened = openFetched(fileName, file)) {
      opened.transferTo(OutputStream.nullOutputStream());
    } catch (EnvelopeException e) {
      throw named(fileName, e);
    }
  }

  /// Brings a volume in as it is stored. Only its digest is looked at: no key is needed.
  ///
  /// @throws ArchiveException if the digest is not the one expected
  public void fetchSealed(String fileName, VolumeHash expected, Path to) throws IOException {
    var digest = digest(expected, fileName);
    try (var stored = storage.read(fileName);
        var digested = new DigestInputStream(stored, digest);
        var file = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      digested.transferTo(file);
    }
    String found = Digests.hex(digest);
    if (!found.equals(expected.hex())) {
      throw new ArchiveException(
          ArchiveException.Reason.HASH_MISMATCH,
          "%s is not the file that was stored: its %s is %s, and the manifest says %s. Nothing of it was used."
              .formatted(fileName, expected.algorithm(), found, expected.hex()));
    }
  }

  /// Brings a volume in of which nobody knows the digest, and proves what its envelope promises.
  ///
  /// @return its digest as it is stored
  public VolumeHash fetchUnknown(String fileName, Path to) throws IOException {
    var digest = Digests.sha1();
    try (var stored = storage.read(fileName);
        var digested = new DigestInputStream(stored, digest);
        var file = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      digested.transferTo(file);
    }
    prove(fileName, to);
    return VolumeHash.sha1(Digests.hex(digest));
  }

  /// A stream of what is in a file that [#fetch] has brought in.
  public InputStream openFetched(String fileName, Path file) throws IOException {
    var stored = Files.newInputStream(file);
    try {
      return open(fileName, stored);
    } catch (IOException | RuntimeException e) {
      stored.close();
      throw e;
    }
  }

  private InputStream open(String fileName, InputStream stored) throws IOException {
    Packaging packaging = names.parse(fileName).map(ArchiveName::packaging).orElse(Packaging.PLAIN);
    try {
      return envelopes.of(packaging).open(stored);
    } catch (EnvelopeException e) {
      throw named(fileName, e);
    }
  }

  private static EnvelopeException named(String fileName, EnvelopeException e) {
    String prefix = "cannot open " + fileName + ": ";
    String message = String.valueOf(e.getMessage());
    return message.startsWith(prefix) ? e : new EnvelopeException(e.reason(), prefix + message, e);
  }

  private static MessageDigest digest(VolumeHash expected, String fileName)
      throws ArchiveException {
    return switch (expected.algorithm().toUpperCase(Locale.ROOT)) {
      case "SHA1" -> Digests.sha1();
      case "MD5" -> Digests.md5();
      default ->
          throw new ArchiveException(
              ArchiveException.Reason.MANIFEST,
              "the manifest gives a digest of an unknown kind for %s: %s"
                  .formatted(fileName, expected.algorithm()));
    };
  }
}

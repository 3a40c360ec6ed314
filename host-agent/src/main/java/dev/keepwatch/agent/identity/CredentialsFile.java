package dev.keepwatch.agent.identity;

import dev.keepwatch.agent.cache.DurableFile;
import dev.keepwatch.agent.identity.IdentityException.Reason;
import dev.keepwatch.agent.posix.DirectorySync;
import dev.keepwatch.agent.posix.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/// The file from which a host reads its key, for its owner alone; and, beside it, the proposal: the
/// same file with a new key, which takes the place of the old one in one move.
///
/// A secret is told once. It is on the disk, in the proposal, before anything else is done with the
/// new key, and a later run finds it there.
public final class CredentialsFile {

  static final String PROPOSAL = ".new";

  private final Path file;
  private final String profile;

  /// @param profile the name of the profile whose key it is; other profiles stay as they are
  /// @throws IdentityException if it is not a file
  public CredentialsFile(Path file, String profile) throws IdentityException {
    this.file = target(file.toAbsolutePath().normalize());
    this.profile = profile;
  }

  /// A link stays a link.
  private static Path target(Path file) throws IdentityException {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file;
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        throw refused("%s is not a file: name another with --credentials-file", file);
      }
      return target;
    } catch (IdentityException e) {
      throw e;
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  /// Its name, for people.
  public Path path() {
    return file;
  }

  /// The key that counts.
  Optional<AccessKey> current() throws IdentityException {
    return key(file);
  }

  /// The key that is to take its place.
  Optional<AccessKey> proposed() throws IdentityException {
    return key(proposal());
  }

  private Optional<AccessKey> key(Path path) throws IdentityException {
    return new CredentialsText(text(path), profile).key();
  }

  private Path proposal() {
    return file.resolveSibling(file.getFileName() + PROPOSAL);
  }

  /// Tries to write, so that no key is made whose secret then has no place.
  void checkWritable() throws IdentityException {
    if (!text(proposal()).isBlank()) {
      throw refused(
          "%s is in the way and holds no key of this profile: move it away, or name another file with --credentials-file",
          proposal());
    }
    try (var trial = DurableFile.create(proposal())) {
      trial.sink().write('\n');
    } catch (IOException e) {
      throw failed("write", proposal(), e);
    }
  }

  /// Writes the proposal: whole and on the disk when this returns.
  void propose(AccessKey key) throws IdentityException {
    String text = new CredentialsText(text(file), profile).with(key);
    try (var proposal = DurableFile.create(proposal())) {
      proposal.sink().write(text.getBytes(StandardCharsets.ISO_8859_1));
      keepOwner();
      proposal.finish();
      DirectorySync.force(directory());
    } catch (IOException e) {
      throw failed("write", proposal(), e);
    }
  }

  /// Whoever could read the old file can read the new one.
  private void keepOwner() throws IOException {
    if (Files.exists(file)) {
      var old = Files.readAttributes(file, PosixFileAttributes.class);
      var view = Files.getFileAttributeView(proposal(), PosixFileAttributeView.class);
      var mine = view.readAttributes();
      if (!mine.owner().equals(old.owner())) {
        view.setOwner(old.owner());
      }
      if (!mine.group().equals(old.group())) {
        view.setGroup(old.group());
      }
    }
  }

  /// The proposal takes the place of the file.
  void takeUp() throws IdentityException {
    try {
      Files.move(proposal(), file, StandardCopyOption.ATOMIC_MOVE);
      DirectorySync.force(directory());
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  private Path directory() {
    return Optional.ofNullable(file.getParent()).orElse(Path.of("/"));
  }

  /// Bytes that are no text pass unchanged.
  private static String text(Path path) throws IdentityException {
    try {
      return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw failed("read", path, e);
    }
  }

  private static IdentityException refused(String sentence, Path file) {
    return new IdentityException(Reason.REFUSED, sentence.formatted(file));
  }

  private static IdentityException failed(String verb, Path path, IOException e) {
    return new IdentityException(
        Reason.REFUSED,
        "cannot %s %s: %s. Name another file with --credentials-file."
            .formatted(verb, path, Refusal.words(e)),
        e);
  }
}

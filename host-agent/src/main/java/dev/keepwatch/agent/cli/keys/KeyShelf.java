package dev.keepwatch.agent.cli.keys;

import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import dev.keepwatch.agent.envelope.openpgp.GnuPgKeyring;
import dev.keepwatch.agent.envelope.openpgp.KeyFile;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpKey;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpKeys;
import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where a KEY is looked up: it names a file, or a key in one of the key directories, or a key that
/// GnuPG knows.
public final class KeyShelf {

  private static final String KEY_FILES = "*.{asc,gpg,pgp,key}";

  private final List<Path> directories;
  private final Path base;
  private final GnuPgKeyring gnuPg;
  private final Consumer<String> notices;
  private OpenPgpKeys named = OpenPgpKeys.none();
  private @Nullable OpenPgpKeys shelved;

  /// @param directories those that are not there are left out silently; a key file may stand for
  ///   one
  /// @param base where relative file names begin
  /// @param gnuPg asked at last
  /// @param notices told of files that are no keys
  public KeyShelf(List<Path> directories, Path base, GnuPgKeyring gnuPg, Consumer<String> notices) {
    this.directories = List.copyOf(directories);
    this.base = base;
    this.gnuPg = gnuPg;
    this.notices = notices;
  }

  /// Whether this could name a key at all: a file, hexadecimal digits of the right number, or an
  /// owner.
  public static boolean isName(String text) {
    return text.matches("(?i)(0x)?([0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{40})!?")
        || text.matches(".*[@ ./].*")
        || Files.isRegularFile(RawText.path(text));
  }

  /// All keys that lie at hand: those of the directories, and those that have been named.
  synchronized OpenPgpKeys atHand() throws IOException {
    return shelved().and(named);
  }

  /// The keys to encrypt to that go by this name; a file may hold several.
  synchronized List<OpenPgpKey> recipients(String name) throws IOException {
    if (namesFile(name)) {
      return remember(KeyFile.read(file(name))).all();
    }
    var found = shelved().find(name);
    var key = found.isPresent() ? found.get() : gnuPg.publicKey(name);
    return remember(OpenPgpKeys.of(List.of(key))).all();
  }

  /// The key that goes by this name, with its secret part where there is one.
  ///
  /// @param passphrases to try where GnuPG has to be asked for the secret part
  synchronized OpenPgpKey signer(String name, List<Passphrase> passphrases) throws IOException {
    if (namesFile(name)) {
      var keys = remember(KeyFile.read(file(name))).all();
      return keys.stream().filter(OpenPgpKey::hasSecret).findFirst().orElse(keys.getFirst());
    }
    var found = shelved().find(name);
    if (found.isPresent() && found.get().hasSecret()) {
      return found.get();
    }
    return remember(OpenPgpKeys.of(List.of(secretFromGnuPg(name, passphrases)))).all().getFirst();
  }

  /// The key that goes by this name, to know its signatures by.
  synchronized OpenPgpKey verifier(String name) throws IOException {
    return recipients(name).getFirst();
  }

  /// Fetches a secret key from GnuPG, if it has it.
  ///
  /// @return whether there is one more secret key at hand now
  synchronized boolean fetchSecret(String name, List<Passphrase> passphrases) throws IOException {
    var known = atHand().find(name);
    if (known.isPresent() && known.get().hasSecret()) {
      return false;
    }
    try {
      remember(OpenPgpKeys.of(List.of(secretFromGnuPg(name, passphrases))));
      return true;
    } catch (EnvelopeException e) {
      if (e.reason() == Reason.WRONG_PASSPHRASE) {
        throw e;
      }
      return false;
    }
  }

  /// Names of all keys that GnuPG has a secret part of.
  List<String> secretsOfGnuPg() throws IOException {
    return gnuPg.secretKeys();
  }

  private OpenPgpKey secretFromGnuPg(String name, List<Passphrase> passphrases) throws IOException {
    EnvelopeException refused = null;
    for (var passphrase : passphrases) {
      try {
        return gnuPg.secretKey(name, passphrase);
      } catch (EnvelopeException e) {
        if (e.reason() != Reason.WRONG_PASSPHRASE) {
          throw e;
        }
        refused = e;
      }
    }
    throw refused != null
        ? refused
        : new EnvelopeException(Reason.NO_KEY, "no passphrase for the secret key " + name);
  }

  private OpenPgpKeys remember(OpenPgpKeys keys) {
    named = named.and(keys);
    return keys;
  }

  private Path file(String name) {
    return base.resolve(RawText.path(name));
  }

  private boolean namesFile(String name) {
    return name.contains("/")
        || name.matches(".*\\.(asc|gpg|pgp|key)")
        || Files.isRegularFile(file(name));
  }

  private OpenPgpKeys shelved() {
    if (shelved == null) {
      var keys = OpenPgpKeys.none();
      for (var directory : directories) {
        keys = keys.and(in(directory));
      }
      shelved = keys;
    }
    return shelved;
  }

  private OpenPgpKeys in(Path directory) {
    if (Files.isRegularFile(directory)) {
      return inFile(directory);
    }
    var keys = OpenPgpKeys.none();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, KEY_FILES)) {
      for (Path file : files) {
        keys = keys.and(inFile(file));
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A directory that is not there, or not for this user, holds no keys for him.
    }
    return keys;
  }

  private OpenPgpKeys inFile(Path file) {
    try {
      return KeyFile.read(file);
    } catch (IOException e) {
      notices.accept("Passed over " + file + ": " + e.getMessage());
      return OpenPgpKeys.none();
    }
  }
}

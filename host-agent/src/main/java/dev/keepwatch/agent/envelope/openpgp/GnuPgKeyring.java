package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The user's GnuPG keyring, asked through the `gpg` program: it exports, and the rest is done
/// here.
///
/// `gpg` finds its folder by `GNUPGHOME` as ever. A passphrase reaches it through a pipe, never as
/// an argument.
public final class GnuPgKeyring {
  private static final int LONGEST_WAIT_SECONDS = 60;

  /// Where `gpg --with-colons` has the fingerprint in its line.
  private static final int FINGERPRINT_FIELD = 9;

  private final String program;
  private final Map<String, String> environment;

  public GnuPgKeyring() {
    this("gpg", Map.of());
  }

  /// @param program the name or path of `gpg`
  /// @param home its folder; empty for the usual one
  public GnuPgKeyring(String program, String home) {
    this(program, home.isEmpty() ? Map.of() : Map.of("GNUPGHOME", home));
  }

  /// @param environment set in addition to this process's own
  GnuPgKeyring(String program, Map<String, String> environment) {
    this.program = program;
    this.environment = Map.copyOf(environment);
  }

  /// The public part of a key.
  ///
  /// @param name key id, fingerprint or mail address
  /// @throws EnvelopeException if `gpg` is not installed or does not know the key
  public OpenPgpKey publicKey(String name) throws IOException {
    byte[] exported = run(name, new byte[0], "--export");
    return parsed(name, exported);
  }

  /// A key with its secret part, which stays protected by its passphrase.
  ///
  /// @param passphrase the key's; an empty one if it has none
  /// @throws EnvelopeException if `gpg` is not installed, does not know the key, or refuses the
  ///   passphrase
  public OpenPgpKey secretKey(String name, Passphrase passphrase) throws IOException {
    byte[] secret = passphrase.bytes();
    byte[] line = Arrays.copyOf(secret, secret.length + 1);
    line[secret.length] = '\n';
    byte[] exported =
        run(
            name,
            line,
            "--pinentry-mode",
            "loopback",
            "--passphrase-fd",
            "0",
            "--export-secret-keys");
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(line, (byte) 0);
    return parsed(name, exported);
  }

  /// The fingerprints of all keys whose secret part it has; none where there is no `gpg`.
  public List<String> secretKeys() throws IOException {
    byte[] listing;
    try {
      listing = start("all keys", new byte[0], List.of("--with-colons", "--list-secret-keys"));
    } catch (EnvelopeException e) {
      return List.of();
    }
    var fingerprints = new ArrayList<String>();
    boolean ofKey = false;
    for (String line : new String(listing, StandardCharsets.UTF_8).lines().toList()) {
      String[] fields = line.split(":", -1);
      if (ofKey && fields[0].equals("fpr") && fields.length > FINGERPRINT_FIELD) {
        fingerprints.add(fields[FINGERPRINT_FIELD]);
      }
      ofKey = fields[0].equals("sec");
    }
    return fingerprints;
  }

  private OpenPgpKey parsed(String name, byte[] exported) throws EnvelopeException {
    if (exported.length == 0) {
      throw unknown(name);
    }
    return KeyFile.parse(exported, "what gpg exports for " + name)
        .find(name)
        .orElseThrow(() -> unknown(name));
  }

  private EnvelopeException unknown(String name) {
    return new EnvelopeException(
        Reason.NO_KEY,
        "gpg does not know the key "
            + name
            + "; import it with gpg --import, or give an exported key file");
  }

  private byte[] run(String name, byte[] input, String... options) throws IOException {
    var words = new ArrayList<>(List.of(options));
    words.addAll(List.of("--", name));
    return start(name, input, words);
  }

  private byte[] start(String name, byte[] input, List<String> words) throws IOException {
    var command =
        new ArrayList<>(List.of(program, "--batch", "--no-tty", "--no-auto-check-trustdb"));
    command.addAll(words);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    Process gpg;
    try {
      gpg = builder.start();
    } catch (IOException e) {
      throw new EnvelopeException(
          Reason.NO_KEY,
          "the key "
              + name
              + " is in no key folder of ours, and gpg is not installed to ask; give an exported key file",
          e);
    }
    try {
      return talk(gpg, name, input);
    } finally {
      gpg.destroy();
    }
  }

  private static byte[] talk(Process gpg, String name, byte[] input) throws IOException {
    // A program that waits for something that will not come is ended, and then the streams below
    // end too.
    CompletableFuture.delayedExecutor(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
        .execute(gpg::destroyForcibly);
    // Its complaints are few; they fit into the pipe until they are asked for.
    try (OutputStream in = gpg.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // It ended without wanting to hear; its exit code tells the rest.
    }
    byte[] exported;
    String complaints;
    try (InputStream out = gpg.getInputStream();
        InputStream err = gpg.getErrorStream()) {
      exported = out.readAllBytes();
      complaints = new String(err.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      if (gpg.waitFor() != 0) {
        throw refused(name, complaints);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while gpg exports").initCause(e);
    }
    return exported;
  }

  private static EnvelopeException refused(String name, String complaints) {
    if (complaints.contains("passphrase")) {
      return new EnvelopeException(
          Reason.WRONG_PASSPHRASE,
          "gpg does not export the secret key "
              + name
              + " with this passphrase; give the key's own");
    }
    String why =
        complaints
            .strip()
            .lines()
            .reduce((first, last) -> last)
            .orElse("it did not end by itself, or not well");
    return new EnvelopeException(
        Reason.NO_KEY,
        "gpg does not export the key " + name + " (" + why + "); give an exported key file");
  }
}

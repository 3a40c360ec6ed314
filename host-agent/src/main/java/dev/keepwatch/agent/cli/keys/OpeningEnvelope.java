package dev.keepwatch.agent.cli.keys;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpEnvelope;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens encrypted files with the keys at hand; when they do not do, with those that GnuPG has, and
/// at last by asking for a passphrase.
final class OpeningEnvelope {

  /// How far the beginning of a message reaches at most that decides whether it can be opened.
  private static final int HEAD = 1 << 20;

  private final KeyShelf shelf;
  private final Passphrases passphrases;
  private final Optional<String> expectedSigner;
  private final List<String> likelyKeys;
  private final DeflatePool pool;
  private final InstantSource clock;
  private final Set<String> askedGnuPg = new LinkedHashSet<>();
  private @Nullable Envelope current;

  /// @param expectedSigner who must have signed
  /// @param likelyKeys names of keys that may fit where a message hides its own
  OpeningEnvelope(
      KeyShelf shelf,
      Passphrases passphrases,
      Optional<String> expectedSigner,
      List<String> likelyKeys,
      DeflatePool pool,
      InstantSource clock) {
    this.shelf = shelf;
    this.passphrases = passphrases;
    this.expectedSigner = expectedSigner;
    this.likelyKeys = List.copyOf(likelyKeys);
    this.pool = pool;
    this.clock = clock;
  }

  InputStream open(InputStream stored) throws IOException {
    var message = new BufferedInputStream(stored, 1 << 16);
    message.mark(HEAD);
    while (true) {
      try {
        return envelope().open(message);
      } catch (EnvelopeException e) {
        message.reset();
        if (!findMore(e, message)) {
          throw explained(e);
        }
        message.reset();
      }
    }
  }

  /// @return whether trying again may help
  private synchronized boolean findMore(EnvelopeException refused, InputStream message)
      throws IOException {
    boolean keyLacks = refused.reason() == Reason.NO_KEY;
    if (!keyLacks && refused.reason() != Reason.WRONG_PASSPHRASE) {
      return false;
    }
    boolean more =
        (keyLacks && fetchSecrets(RecipientIds.read(message)))
            || passphrases.askFor("Passphrase of the archive or of your secret key: ");
    if (more) {
      current = null;
    }
    return more;
  }

  private boolean fetchSecrets(Set<String> recipients) throws IOException {
    boolean more = false;
    for (String name : recipients.isEmpty() ? likelyKeys : recipients) {
      if (askedGnuPg.add(name)) {
        more |= fetchSecret(name);
      }
    }
    return more || (recipients.isEmpty() && fetchAnySecret());
  }

  /// A message that hides its recipient may be for any key that there is.
  private boolean fetchAnySecret() throws IOException {
    boolean more = false;
    for (String name : shelf.secretsOfGnuPg()) {
      if (askedGnuPg.add(name)) {
        try {
          more |= shelf.fetchSecret(name, passphrases.forSigning());
        } catch (EnvelopeException e) {
          // Of another passphrase, and perhaps not the one.
        }
      }
    }
    return more;
  }

  private boolean fetchSecret(String name) throws IOException {
    try {
      return shelf.fetchSecret(name, passphrases.forSigning());
    } catch (EnvelopeException e) {
      if (!passphrases.askFor("Passphrase of your secret key: ")) {
        throw explained(e);
      }
      return shelf.fetchSecret(name, passphrases.forOpening());
    }
  }

  private synchronized Envelope envelope() throws IOException {
    if (current == null) {
      var builder = OpenPgpEnvelope.with(pool).clock(clock);
      if (expectedSigner.isPresent()) {
        var signer = shelf.verifier(expectedSigner.get());
        builder.expectedSigner(signer.fingerprint());
      }
      builder.keyring(shelf.atHand());
      passphrases.forOpening().forEach(builder::passphrase);
      current = builder.build();
    }
    return current;
  }

  /// Without any passphrase given, a locked key is as good as none.
  private EnvelopeException explained(EnvelopeException e) {
    if (e.reason() != Reason.WRONG_PASSPHRASE || !passphrases.forOpening().isEmpty()) {
      return e;
    }
    return new EnvelopeException(
        Reason.NO_KEY, e.getMessage() + ". None was given: set PASSPHRASE", e);
  }
}

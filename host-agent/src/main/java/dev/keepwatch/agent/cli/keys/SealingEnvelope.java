package dev.keepwatch.agent.cli.keys;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpEnvelope;
import dev.keepwatch.agent.envelope.openpgp.OpenPgpKey;
import dev.keepwatch.agent.envelope.openpgp.Passphrase;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes the envelope that new files go into, with all keys that it takes.
final class SealingEnvelope {

  private final Sealing sealing;
  private final KeyShelf shelf;
  private final Passphrases passphrases;
  private final DeflatePool pool;
  private final InstantSource clock;
  private final Set<String> fingerprints = new TreeSet<>();
  private boolean recipientsAreOurs;

  SealingEnvelope(
      Sealing sealing,
      KeyShelf shelf,
      Passphrases passphrases,
      DeflatePool pool,
      InstantSource clock) {
    this.sealing = sealing;
    this.shelf = shelf;
    this.passphrases = passphrases;
    this.pool = pool;
    this.clock = clock;
  }

  /// Whether the secret part of a recipient's key has been seen.
  boolean recipientsAreOurs() {
    return recipientsAreOurs;
  }

  /// Of all keys that files are sealed with.
  Set<String> fingerprints() {
    return fingerprints;
  }

  Envelope make() throws IOException {
    if (sealing.signer().isEmpty()) {
      return builder().build();
    }
    String name = sealing.signer().get();
    EnvelopeException refused = null;
    for (var passphrase : passphrases.forSigning()) {
      try {
        return signedBy(shelf.signer(name, passphrases.forSigning()), passphrase);
      } catch (EnvelopeException e) {
        if (e.reason() != Reason.WRONG_PASSPHRASE) {
          throw e;
        }
        refused = e;
      }
    }
    return afterAsking(name, refused);
  }

  private Envelope afterAsking(String name, @Nullable EnvelopeException refused)
      throws IOException {
    var answer = passphrases.askForSigning();
    if (answer.isEmpty() && refused != null) {
      throw refused;
    }
    var passphrase = answer.orElse(Passphrase.of(""));
    return signedBy(shelf.signer(name, java.util.List.of(passphrase)), passphrase);
  }

  private Envelope signedBy(OpenPgpKey signer, Passphrase passphrase) throws IOException {
    fingerprints.add(signer.fingerprint());
    return builder().signer(signer, passphrase).build();
  }

  private OpenPgpEnvelope.Builder builder() throws IOException {
    var builder =
        OpenPgpEnvelope.with(pool).clock(clock).compress(sealing.compressed()).form(sealing.form());
    if (!sealing.toKeys()) {
      return builder.symmetric(passphrases.forWriting());
    }
    for (String name : sealing.recipients()) {
      shelf.recipients(name).stream().map(this::noted).forEach(builder::recipient);
    }
    for (String name : sealing.hiddenRecipients()) {
      shelf.recipients(name).stream().map(this::noted).forEach(builder::hiddenRecipient);
    }
    return builder;
  }

  private OpenPgpKey noted(OpenPgpKey recipient) {
    fingerprints.add(recipient.fingerprint());
    recipientsAreOurs |= recipient.hasSecret();
    return recipient;
  }
}

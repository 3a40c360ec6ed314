package dev.keepwatch.agent.cli.keys;

import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.GzipEnvelope;
import dev.keepwatch.agent.envelope.PlainEnvelope;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The envelopes of an archive, with keys that are loaded when they are needed.
public final class ArchiveEnvelopes implements Envelopes {

  private final Sealing sealing;
  private final Passphrases passphrases;
  private final SealingEnvelope sealer;
  private final OpeningEnvelope opener;
  private final Envelope gzip;
  private @Nullable Envelope sealed;

  /// @param expectedSigner who must have signed what is opened
  /// @param pool stays the caller's to close
  public ArchiveEnvelopes(
      Sealing sealing,
      Optional<String> expectedSigner,
      KeyShelf shelf,
      Passphrases passphrases,
      DeflatePool pool,
      InstantSource clock) {
    this.sealing = sealing;
    this.passphrases = passphrases;
    this.sealer = new SealingEnvelope(sealing, shelf, passphrases, pool, clock);
    var likely =
        Stream.concat(sealing.recipients().stream(), sealing.hiddenRecipients().stream()).toList();
    this.opener = new OpeningEnvelope(shelf, passphrases, expectedSigner, likely, pool, clock);
    this.gzip = new GzipEnvelope(pool);
  }

  /// Loads all that writing takes, so that what is missing shows before the work begins.
  public void prepareToWrite() throws IOException {
    if (sealing.encrypted()) {
      sealer();
    }
  }

  private synchronized Envelope sealer() throws IOException {
    if (sealed == null) {
      sealed = sealer.make();
    }
    return sealed;
  }

  @Override
  public Envelope of(Packaging packaging) {
    return switch (packaging) {
      case PLAIN -> new PlainEnvelope();
      case GZIP -> gzip;
      case OPENPGP -> new OpenPgp();
    };
  }

  @Override
  public Packaging forNewFiles() {
    if (sealing.encrypted()) {
      return Packaging.OPENPGP;
    }
    return sealing.compressed() ? Packaging.GZIP : Packaging.PLAIN;
  }

  /// Where the secret key is at hand it counts only if its passphrase was given too: nobody is
  /// asked for it only to look twice.
  @Override
  public boolean canReadWhatTheyWrite() {
    return !sealing.encrypted()
        || !sealing.toKeys()
        || (sealer.recipientsAreOurs() && passphrases.given());
  }

  @Override
  public String protection() throws IOException {
    if (sealing.encrypted()) {
      sealer();
    }
    return "%s %s %s".formatted(forNewFiles(), sealing, sealer.fingerprints());
  }

  @Override
  public boolean sealWithPassphrase() {
    return sealing.encrypted() && !sealing.toKeys();
  }

  /// A file to keys must not get companions that a passphrase opens; the other way round somebody
  /// has said so.
  @Override
  public boolean protectLike(InputStream stored) throws IOException {
    if (!sealing.encrypted() || (RecipientIds.areThere(stored) && !sealing.toKeys())) {
      return false;
    }
    sealer();
    return true;
  }

  private final class OpenPgp implements Envelope {
    @Override
    public OutputStream seal(OutputStream sink) throws IOException {
      return sealer().seal(sink);
    }

    @Override
    public InputStream open(InputStream stored) throws IOException {
      return opener.open(stored);
    }
  }
}

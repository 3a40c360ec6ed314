package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// OpenPGP: encrypted to keys or with a passphrase, and signed if a signer is given.
///
/// What is written is what `gpg` 2.2 writes: AES-256 with an integrity code (tag 18), zlib or zip,
/// SHA-512 signatures inside the encryption; or what a [MessageForm] asks for. What is read is all
/// that `gpg` and duplicity have been writing; data without any integrity code is refused. Opened
/// streams are verified as [Envelope#open] says.
///
/// An envelope holds unlocked keys and derived ones as long as it lives.
public final class OpenPgpEnvelope implements Envelope {
  private final DeflatePool pool;
  private final SecureRandom random;
  private final InstantSource clock;
  private final List<Recipient> recipients;
  private final @Nullable Passphrase symmetric;
  private final @Nullable SigningKey signer;
  private final boolean compress;
  private final MessageForm form;
  private final SecretKeys secretKeys;
  private final PassphraseKeys passphraseKeys;
  private final SignaturePolicy signatures;

  private OpenPgpEnvelope(
      Builder builder,
      List<Recipient> recipients,
      @Nullable SigningKey signer,
      @Nullable OpenPgpKey expectedSigner) {
    this.pool = builder.pool;
    this.random = builder.random;
    this.clock = builder.clock;
    this.recipients = List.copyOf(recipients);
    this.symmetric = builder.symmetric;
    this.signer = signer;
    this.compress = builder.compress;
    this.form = builder.form;
    this.secretKeys = new SecretKeys(builder.keyring, builder.passphrases);
    this.passphraseKeys = new PassphraseKeys(builder.messagePassphrases());
    this.signatures = new SignaturePolicy(builder.keyring, expectedSigner);
  }

  /// Begins an envelope; the pool compresses what it seals and stays the caller's to close.
  public static Builder with(DeflatePool pool) {
    return new Builder(pool);
  }

  /// As the port says.
  ///
  /// @throws EnvelopeException if the envelope has neither a recipient nor a passphrase
  @Override
  public OutputStream seal(OutputStream sink) throws IOException {
    SessionKey session = writeSessionKey(sink);
    var encrypted = new ProtectedOutput(sink, session, random);
    @Nullable OutputStream compressed =
        compression() == Compression.NONE
            ? null
            : compression().compress(encrypted, pool, form.bzip2Level());
    @Nullable MessageSignature signature =
        signer == null ? null : new MessageSignature(signer, clock.instant(), random);
    return new MessageOutput(sink, encrypted, compressed, signature);
  }

  // Without a wish the methods that gpg's defaults choose; every reader knows both.
  private Compression compression() {
    if (!compress) {
      return Compression.NONE;
    }
    return form.compression().orElse(symmetric != null ? Compression.ZIP : Compression.ZLIB);
  }

  private SessionKey writeSessionKey(OutputStream sink) throws IOException {
    if (symmetric != null) {
      var stringToKey = StringToKey.fresh(random);
      var algorithm = form.cipher();
      PassphrasePacket.write(sink, algorithm, stringToKey);
      return new SessionKey(algorithm, stringToKey.derive(symmetric, algorithm.keyLength()));
    }
    if (recipients.isEmpty()) {
      throw new EnvelopeException(
          Reason.NO_KEY, "there is no key and no passphrase to encrypt with; name one");
    }
    var session = SessionKey.random(form.cipher(), random);
    for (Recipient recipient : recipients) {
      RecipientPacket.write(sink, recipient.part().key(), recipient.hidden(), session, random);
    }
    return session;
  }

  @Override
  public InputStream open(InputStream stored) throws IOException {
    return MessageInput.open(stored, new SessionKeyFinder(secretKeys, passphraseKeys), signatures);
  }

  private record Recipient(KeyPart part, boolean hidden) {}

  /// Collects what an envelope is made of. Keys are examined in [#build].
  public static final class Builder {
    private final DeflatePool pool;
    private final List<OpenPgpKey> visible = new ArrayList<>();
    private final List<OpenPgpKey> hidden = new ArrayList<>();
    private final List<Passphrase> passphrases = new ArrayList<>();
    private OpenPgpKeys keyring = OpenPgpKeys.none();
    private SecureRandom random = new SecureRandom();
    private InstantSource clock = InstantSource.system();
    private boolean compress = true;
    private MessageForm form = MessageForm.USUAL;
    private @Nullable Passphrase symmetric;
    private @Nullable OpenPgpKey signer;
    private @Nullable Passphrase signerPassphrase;
    private @Nullable String expectedSigner;

    private Builder(DeflatePool pool) {
      this.pool = pool;
    }

    /// One more key that can open what is sealed.
    public Builder recipient(OpenPgpKey key) {
      visible.add(key);
      return this;
    }

    /// One more key that can open what is sealed, without the sealed file telling so.
    public Builder hiddenRecipient(OpenPgpKey key) {
      hidden.add(key);
      return this;
    }

    /// Seals with this passphrase instead of keys, and opens with it.
    public Builder symmetric(Passphrase passphrase) {
      symmetric = passphrase;
      return this;
    }

    /// Signs what is sealed. The passphrase is the signer's; an empty one if the secret key lies
    /// open.
    public Builder signer(OpenPgpKey key, Passphrase passphrase) {
      signer = key;
      signerPassphrase = passphrase;
      return this;
    }

    /// Whether to compress what is sealed; it is, unless told otherwise.
    public Builder compress(boolean wanted) {
      compress = wanted;
      return this;
    }

    /// How messages are made; as `gpg` does, unless told otherwise.
    public Builder form(MessageForm wanted) {
      form = wanted;
      return this;
    }

    /// The keys at hand for opening: secret ones decrypt, public ones verify signatures.
    public Builder keyring(OpenPgpKeys keys) {
      keyring = keyring.and(keys);
      return this;
    }

    /// One more passphrase to try in opening, on locked secret keys and on messages.
    public Builder passphrase(Passphrase passphrase) {
      passphrases.add(passphrase);
      return this;
    }

    /// Opens only what this key has signed: a key id or fingerprint, of the primary key or of a
    /// subkey, or a mail address. Without this, signatures are not required, but one by a known key
    /// has to fit.
    public Builder expectedSigner(String name) {
      expectedSigner = name;
      return this;
    }

    public Builder random(SecureRandom source) {
      random = source;
      return this;
    }

    /// The clock that says which keys are valid and when a signature was made.
    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    private List<Passphrase> messagePassphrases() {
      var all = new ArrayList<Passphrase>();
      if (symmetric != null) {
        all.add(symmetric);
      }
      passphrases.stream().filter(passphrase -> !passphrase.isEmpty()).forEach(all::add);
      return all;
    }

    /// The envelope.
    ///
    /// @throws EnvelopeException if a key is expired, revoked, locked, unknown or not meant for its
    ///   purpose
    public OpenPgpEnvelope build() throws EnvelopeException {
      if (symmetric != null && !(visible.isEmpty() && hidden.isEmpty())) {
        throw new IllegalStateException("either recipients or a passphrase, not both");
      }
      if (symmetric != null && symmetric.isEmpty()) {
        throw new EnvelopeException(
            Reason.NO_KEY, "an empty passphrase protects nothing; give one, or name a key");
      }
      Instant now = clock.instant();
      var recipients = new ArrayList<Recipient>();
      for (OpenPgpKey key : visible) {
        recipients.add(new Recipient(key.encryptionPart(now), false));
      }
      for (OpenPgpKey key : hidden) {
        recipients.add(new Recipient(key.encryptionPart(now), true));
      }
      @Nullable SigningKey signing =
          signer == null || signerPassphrase == null
              ? null
              : signer.signingKey(now, List.of(signerPassphrase));
      @Nullable OpenPgpKey expected =
          expectedSigner == null ? null : keyring.require(expectedSigner);
      return new OpenPgpEnvelope(this, recipients, signing, expected);
    }
  }
}

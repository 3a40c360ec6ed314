package dev.keepwatch.agent.archive;

import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.io.InputStream;

/// The envelopes of an archive, by the suffix of a file's name.
public interface Envelopes {

  /// @throws IOException if the keys that it takes cannot be had
  Envelope of(Packaging packaging) throws IOException;

  /// How new volumes and signature archives are wrapped.
  Packaging forNewFiles();

  /// Whether what we write now we could also read: not so where only public keys are at hand.
  boolean canReadWhatTheyWrite();

  /// How new files are protected, in a text that is the same as long as the same keys are used; no
  /// secret.
  ///
  /// @throws IOException if the keys that it takes cannot be had
  default String protection() throws IOException {
    return forNewFiles().toString();
  }

  /// Whether what we write now is encrypted with a passphrase alone.
  default boolean sealWithPassphrase() {
    return false;
  }

  /// Whether what we write now is encrypted as this stored file is: to keys, or at all. Loads what
  /// writing takes, so that what lacks shows before the work begins.
  ///
  /// @param stored an encrypted file from its start
  default boolean protectLike(InputStream stored) throws IOException {
    return forNewFiles() == Packaging.OPENPGP;
  }

  /// How new manifests are wrapped: never compressed by themselves (FORMAT.md §1.1).
  default Packaging forNewManifests() {
    return forNewFiles() == Packaging.OPENPGP ? Packaging.OPENPGP : Packaging.PLAIN;
  }
}

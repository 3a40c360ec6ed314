package dev.keepwatch.agent.envelope.openpgp;

import org.bouncycastle.openpgp.PGPPrivateKey;

/// A part of a key that may sign, unlocked.
record SigningKey(KeyPart part, PGPPrivateKey privateKey) {
  @Override
  public String toString() {
    return "signing key " + part.fingerprint();
  }
}

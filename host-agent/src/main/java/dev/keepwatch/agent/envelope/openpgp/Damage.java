package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;

/// The sentences about messages that are not what was written.
final class Damage {
  private Damage() {}

  static EnvelopeException damaged(String how) {
    return new EnvelopeException(Reason.DAMAGED, sentence(how));
  }

  static EnvelopeException damaged(String how, Throwable cause) {
    return new EnvelopeException(Reason.DAMAGED, sentence(how), cause);
  }

  static EnvelopeException cutShort() {
    return damaged("it is cut short");
  }

  static EnvelopeException unsupported(String what) {
    return new EnvelopeException(
        Reason.UNSUPPORTED, "the encrypted file " + what + "; try to open it with gpg");
  }

  private static String sentence(String how) {
    return "the encrypted file is damaged: " + how + "; use another copy of it";
  }
}

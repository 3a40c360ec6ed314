package dev.keepwatch.agent.envelope;

import java.io.IOException;
import java.io.Serial;

/// An envelope that cannot be opened, or must not be believed; or one that cannot be made.
///
/// The message is for people: what is wrong and what to do now. It does not know the file's name;
/// whoever does puts it in front, as in `cannot open NAME: ` and the message.
public final class EnvelopeException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /// What a caller may tell apart.
  public enum Reason {
    /// Not what was written: altered, cut short, or with something behind its end.
    DAMAGED,
    /// None of the keys at hand fits, or a key that was named is missing, expired or not meant for
    /// this.
    NO_KEY,
    /// The passphrase does not fit the key or the message.
    WRONG_PASSPHRASE,
    /// A signature was asked for, and there is none.
    NOT_SIGNED,
    /// There is a signature, by another key than the one asked for.
    WRONG_SIGNER,
    /// Sound perhaps, but in a form that is not understood, or refused for being unsafe.
    UNSUPPORTED
  }

  private final Reason reason;

  public EnvelopeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public EnvelopeException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

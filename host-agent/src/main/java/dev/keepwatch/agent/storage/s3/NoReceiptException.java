package dev.keepwatch.agent.storage.s3;

import java.io.IOException;
import java.io.Serial;

/// An answer that says neither that the object is stored nor that it is not: without an ETag, as
/// one that was cut off, or that somebody between us and the server has made up.
final class NoReceiptException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  NoReceiptException() {
    super("the answer does not say what is stored");
  }
}

package dev.keepwatch.agent.envelope;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// What stands around a file in storage, put on by [#seal] and taken off by [#open].
///
/// One envelope serves a whole run, any number of streams, also several at a time.
public interface Envelope {
  /// A stream whose bytes reach the sink sealed.
  ///
  /// Its `close` finishes the envelope and leaves the sink open. Who gives up does not close it:
  /// what the sink has by then is noticed as incomplete when it is opened (except where there is no
  /// envelope at all), and nothing is left running. After a failed `write`, `close` fails too and
  /// never makes the envelope look whole.
  OutputStream seal(OutputStream sink) throws IOException;

  /// A stream of what was sealed.
  ///
  /// Reading to the end verifies everything: instead of the end of the stream there is an
  /// [EnvelopeException] if a checksum, the integrity code or a signature that was asked for does
  /// not hold, if the envelope is not complete, or if anything stands behind it. Bytes read before
  /// that are *not* verified yet. An exception is thrown again by each further read. `stored` is
  /// closed only by closing the stream returned here, and stays the caller's to close if this
  /// method fails.
  ///
  /// @throws EnvelopeException if it can be seen at once that this cannot be opened
  InputStream open(InputStream stored) throws IOException;
}

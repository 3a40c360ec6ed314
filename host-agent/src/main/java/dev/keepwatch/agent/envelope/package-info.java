/// What stands around an archive's file in storage: nothing, gzip, or OpenPGP.
///
/// An [Envelope] seals a stream on its way out and opens it on its way in. What comes out of an
/// opened envelope is verified only when its end has been reached: until then it must not become
/// visible to anyone. [PlainEnvelope] and [GzipEnvelope] live here, `OpenPgpEnvelope` next door in
/// `envelope.openpgp`.
@NullMarked
package dev.keepwatch.agent.envelope;

import org.jspecify.annotations.NullMarked;

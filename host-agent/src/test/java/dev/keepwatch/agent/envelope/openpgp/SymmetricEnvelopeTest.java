package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.ProtectiveEnvelopeContract;
import java.io.IOException;

class SymmetricEnvelopeTest extends ProtectiveEnvelopeContract {
  @Override
  protected Envelope newEnvelope() throws IOException {
    return OpenPgpEnvelope.with(pool).symmetric(Passphrase.of("grün & gold")).build();
  }
}

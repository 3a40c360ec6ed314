package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.EnvelopeContract;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

class SymmetricEnvelopeTest extends EnvelopeContract {
  private @Nullable Envelope envelope;

  @Override
  protected Envelope envelope() throws IOException {
    if (envelope == null) {
      envelope = OpenPgpEnvelope.with(pool).symmetric(Passphrase.of("grün & gold")).build();
    }
    return envelope;
  }
}

package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.ProtectiveEnvelopeContract;
import java.io.IOException;
import java.util.List;

class HiddenRecipientEnvelopeTest extends ProtectiveEnvelopeContract {
  @Override
  protected Envelope newEnvelope() throws IOException {
    return OpenPgpEnvelope.with(pool)
        .hiddenRecipient(TestKeys.gpg24())
        .hiddenRecipient(TestKeys.ecc())
        .keyring(OpenPgpKeys.of(List.of(TestKeys.ecc())))
        .build();
  }
}

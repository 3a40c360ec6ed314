package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.ProtectiveEnvelopeContract;
import java.io.IOException;
import java.util.List;

class UncompressedEnvelopeTest extends ProtectiveEnvelopeContract {
  @Override
  protected Envelope newEnvelope() throws IOException {
    return OpenPgpEnvelope.with(pool)
        .recipient(TestKeys.gpg24())
        .signer(TestKeys.gpg24(), TestKeys.NO_PASSPHRASE)
        .keyring(OpenPgpKeys.of(List.of(TestKeys.gpg24())))
        .compress(false)
        .build();
  }
}

package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.envelope.ProtectiveEnvelopeContract;
import java.io.IOException;
import java.util.List;

class SignedPublicKeyEnvelopeTest extends ProtectiveEnvelopeContract {
  @Override
  protected Envelope newEnvelope() throws IOException {
    return OpenPgpEnvelope.with(pool)
        .recipient(TestKeys.ecc())
        .signer(TestKeys.signer(), TestKeys.NO_PASSPHRASE)
        .keyring(OpenPgpKeys.of(List.of(TestKeys.ecc(), TestKeys.signer())))
        .expectedSigner(TestKeys.signer().fingerprint())
        .build();
  }
}

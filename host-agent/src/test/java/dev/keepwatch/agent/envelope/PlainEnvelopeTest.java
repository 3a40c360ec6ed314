package dev.keepwatch.agent.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlainEnvelopeTest extends EnvelopeContract {
  @Override
  protected Envelope newEnvelope() {
    return new PlainEnvelope();
  }

  @Test
  void what_is_stored_is_the_content_itself() throws IOException {
    byte[] content = SampleData.random(1, 1000);

    assertThat(seal(content)).isEqualTo(content);
  }
}

package dev.keepwatch.agent.envelope;

import dev.keepwatch.agent.deflate.DeflateOutput;
import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.deflate.Framing;
import java.io.InputStream;
import java.io.OutputStream;

/// gzip: written as one member; any number of members is read, also empty ones.
public final class GzipEnvelope implements Envelope {
  private final DeflatePool pool;

  public GzipEnvelope(DeflatePool pool) {
    this.pool = pool;
  }

  @Override
  public OutputStream seal(OutputStream sink) {
    return new DeflateOutput(sink, Framing.GZIP, pool);
  }

  @Override
  public InputStream open(InputStream stored) {
    return new GzipInput(stored);
  }
}

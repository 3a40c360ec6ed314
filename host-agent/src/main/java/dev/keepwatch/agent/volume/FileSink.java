package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.rsync.DeltaWriter;
import java.io.IOException;
import java.io.OutputStream;

/// Where the data of a file that is read goes to: as it is, or as the difference from its earlier
/// state.
interface FileSink {

  void update(byte[] data, int length) throws IOException;

  void finish() throws IOException;

  static FileSink plain(OutputStream out) {
    return new FileSink() {
      @Override
      public void update(byte[] data, int length) throws IOException {
        out.write(data, 0, length);
      }

      @Override
      public void finish() {}
    };
  }

  static FileSink delta(DeltaWriter delta) {
    return new FileSink() {
      @Override
      public void update(byte[] data, int length) throws IOException {
        delta.update(data, 0, length);
      }

      @Override
      public void finish() throws IOException {
        delta.finish();
      }
    };
  }
}

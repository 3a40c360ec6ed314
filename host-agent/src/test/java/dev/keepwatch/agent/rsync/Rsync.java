package dev.keepwatch.agent.rsync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// The package's four parts with arrays in and out, for tests.
final class Rsync {
  static final long NO_LIMIT = Long.MAX_VALUE;

  private Rsync() {}

  static byte[] signature(byte[] file, int blockLength) throws IOException {
    var sink = new ByteArrayOutputStream();
    var writer = new SignatureWriter(blockLength, sink);
    writer.update(file, 0, file.length);
    writer.finish();
    return sink.toByteArray();
  }

  static Signature read(byte[] signature) throws IOException {
    return Signature.read(new ByteArrayInputStream(signature), signature.length);
  }

  static byte[] delta(byte[] signature, byte[] newer) throws IOException {
    try (Signature basis = read(signature)) {
      return delta(basis, newer);
    }
  }

  static byte[] delta(Signature basis, byte[] newer) throws IOException {
    var sink = new ByteArrayOutputStream();
    var writer = new DeltaWriter(basis, sink);
    writer.update(newer, 0, newer.length);
    writer.finish();
    return sink.toByteArray();
  }

  /// The same, fed in pieces of random length.
  static byte[] deltaInPieces(Signature basis, byte[] newer, SplittableRandom random)
      throws IOException {
    var sink = new ByteArrayOutputStream();
    var writer = new DeltaWriter(basis, sink);
    int done = 0;
    while (done < newer.length) {
      int length = Math.min(random.nextInt(1 + random.nextInt(9000)), newer.length - done);
      writer.update(newer, done, length);
      done += length;
    }
    writer.finish();
    return sink.toByteArray();
  }

  static byte[] patch(Path folder, byte[] basis, byte[] delta, long limitBytes) throws IOException {
    Path file = Files.write(folder.resolve("patched-basis"), basis);
    var result = new ByteArrayOutputStream();
    try (FileChannel channel = FileChannel.open(file)) {
      long length = DeltaPatch.apply(channel, new ByteArrayInputStream(delta), result, limitBytes);
      if (length != result.size()) {
        throw new AssertionError("said " + length + ", wrote " + result.size());
      }
    }
    return result.toByteArray();
  }
}

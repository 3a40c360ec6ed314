package dev.keepwatch.agent.rsync;

import java.nio.ByteBuffer;

/// The first twelve bytes of a signature.
record SignatureHeader(SignatureKind kind, int blockLength, int strongLength) {
  static final int BYTES = 12;

  /// What duplicity writes, and so do we.
  static SignatureHeader ofNew(int blockLength) {
    return new SignatureHeader(SignatureKind.ROLLSUM_MD4, blockLength, 8);
  }

  static SignatureHeader parse(byte[] bytes) throws SignatureFormatException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    SignatureKind kind = SignatureKind.ofMagic(buffer.getInt());
    long blockLength = Integer.toUnsignedLong(buffer.getInt());
    long strongLength = Integer.toUnsignedLong(buffer.getInt());
    if (blockLength < 1 || blockLength > BlockLength.MAX) {
      throw new SignatureFormatException(
          "the signature claims blocks of %d bytes; between 1 and %d can be right"
              .formatted(blockLength, BlockLength.MAX));
    }
    if (strongLength < 1 || strongLength > kind.longestStrongSum()) {
      throw new SignatureFormatException(
          "the signature claims strong sums of %d bytes; between 1 and %d can be right"
              .formatted(strongLength, kind.longestStrongSum()));
    }
    return new SignatureHeader(kind, (int) blockLength, (int) strongLength);
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putInt(kind.magic())
        .putInt(blockLength)
        .putInt(strongLength)
        .array();
  }

  /// A block's weak and strong sum.
  int recordBytes() {
    return Integer.BYTES + strongLength;
  }

  /// How many blocks a signature of this size is made of.
  int blocksIn(long sizeBytes) throws SignatureFormatException {
    long records = sizeBytes - BYTES;
    if (records % recordBytes() != 0) {
      throw new SignatureFormatException(
          "the signature is %d bytes long, which is not a whole number of blocks"
              .formatted(sizeBytes));
    }
    long blocks = records / recordBytes();
    if (blocks > Signature.MOST_BLOCKS) {
      throw new SignatureFormatException(
          "the signature claims %d blocks; no file has more than %d"
              .formatted(blocks, Signature.MOST_BLOCKS));
    }
    return (int) blocks;
  }
}

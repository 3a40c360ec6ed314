package dev.keepwatch.agent.rsync;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The file that a signature was made of: whether another one is it, block by block, and how long
/// it was at least.
///
/// A file of another length has another number of blocks, or a last block with another sum. Two
/// files are taken for the same if all sums agree: for each block 32 bits of the weak and at least
/// 64 of the strong one.
public final class SignedFile {

  /// How long the first part of a signature is.
  public static final int HEADER_BYTES = SignatureHeader.BYTES;

  /// With fewer bytes of strong sum different blocks may well agree.
  private static final int LEAST_STRONG = 8;

  private final SignatureHeader header;
  private final InputStream records;
  private final StrongSum strong;
  private final byte[] sum;

  private SignedFile(SignatureHeader header, InputStream records) {
    this.header = header;
    this.records = records;
    this.strong = header.kind().strongSum();
    this.sum = new byte[header.kind().longestStrongSum()];
  }

  /// Reads signature and file until they differ, or to their end; both stay open.
  ///
  /// @param sizeBytes how long the signature is
  /// @return false also where the signature is none, or says too little
  public static boolean is(InputStream signature, long sizeBytes, InputStream file)
      throws IOException {
    byte[] first = signature.readNBytes(SignatureHeader.BYTES);
    if (first.length < SignatureHeader.BYTES) {
      return false;
    }
    try {
      var header = SignatureHeader.parse(first);
      int blocks = header.blocksIn(sizeBytes);
      return header.strongLength() >= LEAST_STRONG
          && new SignedFile(header, signature).is(blocks, file);
    } catch (SignatureFormatException e) {
      return false;
    }
  }

  /// How long the file was at least, and less than a block more. Reads [#HEADER_BYTES].
  ///
  /// @param sizeBytes how long the signature is
  public static long leastBytes(InputStream signature, long sizeBytes) throws IOException {
    byte[] first = signature.readNBytes(HEADER_BYTES);
    if (first.length < HEADER_BYTES) {
      return 0;
    }
    try {
      var header = SignatureHeader.parse(first);
      int blocks = header.blocksIn(sizeBytes);
      return blocks == 0 ? 0 : (blocks - 1L) * header.blockLength() + 1;
    } catch (SignatureFormatException e) {
      return 0;
    }
  }

  private boolean is(int blocks, InputStream file) throws IOException {
    byte[] block = new byte[blocks == 0 ? 1 : header.blockLength()];
    for (int i = 0; i < blocks; i++) {
      int length = file.readNBytes(block, 0, block.length);
      boolean last = i == blocks - 1;
      if (length == 0 || length < block.length && !last || !agrees(block, length)) {
        return false;
      }
    }
    return file.read() < 0;
  }

  private boolean agrees(byte[] block, int length) throws IOException {
    byte[] record = records.readNBytes(header.recordBytes());
    if (record.length < header.recordBytes()) {
      return false;
    }
    var weak = header.kind().weakSum(length);
    weak.restart(block, 0);
    strong.hash(block, 0, length, sum);
    int expected =
        (record[0] & 0xff) << 24
            | (record[1] & 0xff) << 16
            | (record[2] & 0xff) << 8
            | record[3] & 0xff;
    return weak.value() == expected
        && Arrays.equals(
            record, Integer.BYTES, record.length, sum, 0, record.length - Integer.BYTES);
  }
}

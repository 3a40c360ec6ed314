package dev.keepwatch.agent.rsync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// The signature of a file as it was, ready to be asked which of its blocks some bytes are.
///
/// It may be used by several threads. A large one lies in a temporary file without a name, which is
/// given back by [#close]; after that it must not be used.
public final class Signature implements AutoCloseable {
  static final int MOST_BLOCKS = 1 << 30;

  /// Signatures up to this size are held on the heap: that of a file of 100 GB, or with duplicity
  /// 0.8's short blocks 700 MB.
  static final long MOST_ON_HEAP_BYTES = 4 << 20;

  private final SignatureHeader header;
  private final BlockTable table;

  private Signature(SignatureHeader header, BlockTable table) {
    this.header = header;
    this.table = table;
  }

  /// Reads exactly `sizeBytes` bytes and leaves the stream open. Memory is bounded, whatever these
  /// bytes say.
  ///
  /// @throws SignatureFormatException if they are no signature, or the stream ends before
  public static Signature read(InputStream in, long sizeBytes) throws IOException {
    return read(in, sizeBytes, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// Reads the same and says where a large one may lie.
  ///
  /// @param scratchFolder where a large one lies while it is used: with eight bytes of strong sum
  ///   it takes half as much again as the signature has, with shorter ones up to twice as much more
  public static Signature read(InputStream in, long sizeBytes, Path scratchFolder)
      throws IOException {
    return read(in, sizeBytes, scratchFolder, MOST_ON_HEAP_BYTES);
  }

  static Signature read(InputStream in, long sizeBytes, Path scratchFolder, long mostOnHeap)
      throws IOException {
    if (sizeBytes < SignatureHeader.BYTES) {
      throw new SignatureFormatException(
          "the signature is only " + sizeBytes + " bytes long, too short for its own header");
    }
    byte[] first = in.readNBytes(SignatureHeader.BYTES);
    if (first.length < SignatureHeader.BYTES) {
      throw new SignatureFormatException(
          "the signature ends after " + first.length + " bytes, within its header");
    }
    SignatureHeader header = SignatureHeader.parse(first);
    int blocks = header.blocksIn(sizeBytes);
    long recordsBytes = sizeBytes - SignatureHeader.BYTES;
    long slotsBytes = BlockTable.slotsBytes(blocks);
    BlockMemory memory =
        sizeBytes <= mostOnHeap
            ? BlockMemory.onHeap(in, recordsBytes, slotsBytes)
            : BlockMemory.inFile(in, recordsBytes, slotsBytes, scratchFolder);
    return new Signature(header, new BlockTable(blocks, header.recordBytes(), memory));
  }

  public int blockLength() {
    return header.blockLength();
  }

  /// How many bytes of each strong sum there are. With fewer than eight, different blocks may well
  /// have the same sums.
  public int strongLength() {
    return header.strongLength();
  }

  public int blockCount() {
    return table.blocks();
  }

  SignatureKind kind() {
    return header.kind();
  }

  BlockTable table() {
    return table;
  }

  @Override
  public void close() {
    table.close();
  }
}

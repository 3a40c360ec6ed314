package dev.keepwatch.agent.tar;

import static dev.keepwatch.agent.tar.HeaderBlock.Field;

import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/// Writes members in POSIX pax form: a ustar header, before it a pax header for what does not fit
/// there.
///
/// For each member [#begin], the body by [#write], [#end]. The sink is not closed.
public final class TarWriter {

  private static final int RECORD = 10240;
  private static final byte[] ZEROS = new byte[RECORD];

  private final OutputStream sink;
  private long written;
  private long bodyLeft;

  public TarWriter(OutputStream sink) {
    this(sink, 0);
  }

  /// Goes on with an archive.
  ///
  /// @param written bytes of it that are there already
  public TarWriter(OutputStream sink, long written) {
    this.sink = sink;
    this.written = written;
  }

  /// Bytes of the archive so far.
  public long written() {
    return written;
  }

  /// Writes a member that has no body.
  public void writeEmpty(TarHeader header) throws IOException {
    begin(header);
    end();
  }

  /// Writes the header of the next member; exactly the announced number of bytes must follow.
  public void begin(TarHeader header) throws IOException {
    var block = HeaderBlock.empty();
    var pax = new PaxRecords();
    fill(block, pax, header);
    if (!pax.isEmpty()) {
      writePax(pax.toBytes());
    }
    put(block.sealed(), 0, HeaderBlock.SIZE);
    bodyLeft = header.bodyBytes();
  }

  public void write(byte[] data, int offset, int length) throws IOException {
    if (length > bodyLeft) {
      throw new IllegalStateException("more data than the member's header announced");
    }
    put(data, offset, length);
    bodyLeft -= length;
  }

  /// Ends the member.
  public void end() throws IOException {
    if (bodyLeft != 0) {
      throw new IllegalStateException("less data than the member's header announced: " + bodyLeft);
    }
    pad(HeaderBlock.SIZE);
  }

  /// Writes the end of the archive: two zero blocks at least, up to a multiple of 10,240 bytes.
  public void finish() throws IOException {
    put(ZEROS, 0, 2 * HeaderBlock.SIZE);
    pad(RECORD);
  }

  private void pad(int unit) throws IOException {
    put(ZEROS, 0, (int) ((unit - written % unit) % unit));
  }

  private void put(byte[] data, int offset, int length) throws IOException {
    sink.write(data, offset, length);
    written += length;
  }

  private void writePax(byte[] body) throws IOException {
    var block =
        HeaderBlock.empty()
            .type('x')
            .text(Field.NAME, "././@PaxHeader".getBytes(StandardCharsets.US_ASCII));
    numbers(block, 0, 0, 0, 0).number(Field.BODY_SIZE, body.length);
    put(block.sealed(), 0, HeaderBlock.SIZE);
    put(body, 0, body.length);
    pad(HeaderBlock.SIZE);
  }

  private static HeaderBlock numbers(HeaderBlock block, long mode, long uid, long gid, long mtime) {
    return block
        .number(Field.MODE, mode)
        .number(Field.UID, uid)
        .number(Field.GID, gid)
        .number(Field.MTIME, mtime);
  }

  private static void fill(HeaderBlock block, PaxRecords pax, TarHeader header) {
    FileMetadata metadata = header.metadata();
    block.type(typeFlag(metadata.type()));
    text(block, pax, Field.NAME, "path", header.name());
    text(block, pax, Field.LINK_NAME, "linkpath", metadata.linkTarget().bytes());
    text(block, pax, Field.USER_NAME, "uname", utf8(metadata.owner().userName()));
    text(block, pax, Field.GROUP_NAME, "gname", utf8(metadata.owner().groupName()));
    block.number(Field.MODE, metadata.mode());
    number(block, pax, Field.UID, "uid", metadata.owner().uid());
    number(block, pax, Field.GID, "gid", metadata.owner().gid());
    number(block, pax, Field.BODY_SIZE, "size", header.bodyBytes());
    // Like the peer, which cannot read a time before 1970 back.
    number(block, pax, Field.MTIME, "mtime", Math.max(0, metadata.mtimeSecond()));
    DetailRecords.put(pax, metadata);
    if (metadata.type().isDevice()) {
      block.number(Field.DEVICE_MAJOR, metadata.device().major());
      block.number(Field.DEVICE_MINOR, metadata.device().minor());
    }
  }

  private static char typeFlag(EntryType type) {
    return switch (type) {
      case REGULAR -> '0';
      case SYMLINK -> '2';
      case CHARACTER_DEVICE -> '3';
      case BLOCK_DEVICE -> '4';
      case DIRECTORY -> '5';
      case FIFO -> '6';
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void number(
      HeaderBlock block, PaxRecords pax, Field field, String keyword, long value) {
    boolean fits = value <= field.maximum();
    block.number(field, fits ? value : 0);
    if (!fits) {
      pax.put(keyword, value);
    }
  }

  private static void text(
      HeaderBlock block, PaxRecords pax, Field field, String keyword, byte[] value) {
    boolean ascii = true;
    for (byte b : value) {
      ascii &= b >= 0;
    }
    block.text(field, ascii ? value : withoutOthers(value));
    if (!ascii || value.length > field.length()) {
      pax.put(keyword, value);
    }
  }

  /// ASCII as it is, and one `?` for each other character and each byte that is none, as the peer
  /// writes it.
  private static byte[] withoutOthers(byte[] value) {
    var in = ByteBuffer.wrap(value);
    var out = CharBuffer.allocate(value.length + 1);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    while (in.hasRemaining()) {
      var result = decoder.decode(in, out, true);
      for (int i = 0; result.isError() && i < result.length(); i++) {
        in.get();
        out.put('?');
      }
    }
    return out.flip()
        .toString()
        .replaceAll("[^\\x00-\\x7f]", "?")
        .getBytes(StandardCharsets.US_ASCII);
  }
}

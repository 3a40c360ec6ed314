package dev.keepwatch.agent.tar;

import dev.keepwatch.agent.stream.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads members one after the other: pax, GNU and old forms.
///
/// A stream may end with zero blocks or without (FORMAT.md §0.1); after a zero block nothing is
/// looked at. Long names and pax headers are bounded, so that a hostile archive cannot fill the
/// memory.
public final class TarReader {

  /// How much may stand before a member. No name, link target or attributes that a Linux host can
  /// produce come near it.
  private static final int EXTENSION_LIMIT = 1 << 20;

  private final InputStream source;
  private long extensionLeft;
  private long bodyLeft;
  private int padding;
  private boolean ended;
  private boolean endBlockSeen;

  public TarReader(InputStream source) {
    this.source = source;
  }

  /// The next member, after passing over what is left of the one before; `null` after the last.
  ///
  /// @throws TarException if the stream is damaged or cut off
  public @Nullable TarHeader next() throws IOException {
    skipBody();
    var extensions = new MemberExtensions();
    extensionLeft = EXTENSION_LIMIT;
    while (!ended) {
      byte[] bytes = source.readNBytes(HeaderBlock.SIZE);
      endBlockSeen = bytes.length > 0 && isZero(bytes);
      ended = bytes.length == 0 || endBlockSeen;
      if (ended) {
        break;
      }
      if (bytes.length < HeaderBlock.SIZE) {
        throw new TarException("the archive is cut off inside a header");
      }
      var block = HeaderBlock.read(bytes);
      if (!takeExtension(block, extensions)) {
        var header = extensions.header(block);
        open(header.bodyBytes());
        return header;
      }
    }
    if (extensions.pending()) {
      throw new TarException("the archive is cut off after an extended header");
    }
    return null;
  }

  /// To be asked after the last member, where an archive must have an end of its own.
  ///
  /// @throws TarException if the stream ended without a zero block
  public void requireEndBlock() throws TarException {
    if (!endBlockSeen) {
      throw new TarException("the archive is cut off between two members");
    }
  }

  /// To be asked after the last member, where nothing but zeros may follow an end.
  ///
  /// @throws TarException if something else does
  public void requireNothingMore() throws IOException {
    byte[] rest = new byte[8192];
    for (int count = source.read(rest); count >= 0; count = source.read(rest)) {
      for (int i = 0; i < count; i++) {
        if (rest[i] != 0) {
          throw new TarException("more follows behind the end of the archive");
        }
      }
    }
  }

  /// Reads on in the current member's body.
  ///
  /// @return how many bytes were read, -1 at the end of the body
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (bodyLeft == 0) {
      return -1;
    }
    int count = source.read(buffer, offset, (int) Math.min(length, bodyLeft));
    if (count < 0) {
      throw new TarException("the archive is cut off inside a member");
    }
    bodyLeft -= count;
    return count;
  }

  /// The current member's body as a stream; closing it does nothing.
  public InputStream body() {
    return new BlockInputStream() {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return length == 0 ? 0 : TarReader.this.read(buffer, offset, length);
      }
    };
  }

  private boolean takeExtension(HeaderBlock block, MemberExtensions extensions) throws IOException {
    char type = block.type();
    if (!MemberExtensions.isExtension(type)) {
      return false;
    }
    long size = block.number(HeaderBlock.Field.BODY_SIZE);
    if (size < 0 || size > extensionLeft) {
      throw new TarException("an extended header of " + size + " bytes, more than is allowed");
    }
    extensionLeft -= size + HeaderBlock.SIZE;
    open(size);
    byte[] body = body().readAllBytes();
    skipBody();
    extensions.take(type, body);
    return true;
  }

  private void open(long bodyBytes) {
    bodyLeft = bodyBytes;
    padding = (int) ((HeaderBlock.SIZE - bodyBytes % HeaderBlock.SIZE) % HeaderBlock.SIZE);
  }

  private void skipBody() throws IOException {
    try {
      source.skipNBytes(bodyLeft + padding);
    } catch (EOFException e) {
      throw new TarException("the archive is cut off inside a member");
    }
    bodyLeft = 0;
    padding = 0;
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}

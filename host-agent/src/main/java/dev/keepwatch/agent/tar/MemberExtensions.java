package dev.keepwatch.agent.tar;

import static dev.keepwatch.agent.tar.HeaderBlock.Field;

import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.FileMetadata.DeviceNumbers;
import dev.keepwatch.agent.tree.LinkTarget;
import dev.keepwatch.agent.tree.Owner;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What stands before a member's own header and overrides it: pax records (`x`, `g`) and GNU's long
/// names (`L`, `K`).
final class MemberExtensions {

  /// No file system holds larger files; beyond, sums of sizes would overflow.
  private static final long LARGEST = 1L << 60;

  private final PaxRecords pax = new PaxRecords();
  private byte @Nullable [] longName;
  private byte @Nullable [] longLink;
  private boolean pending;

  static boolean isExtension(char type) {
    return type == 'x' || type == 'g' || type == 'L' || type == 'K';
  }

  void take(char type, byte[] body) throws TarException {
    pending = true;
    switch (type) {
      case 'x' -> pax.add(body);
      case 'L' -> longName = untilNul(body);
      case 'K' -> longLink = untilNul(body);
      // Global headers carry comments in practice; nobody writes entries' facts there.
      default -> PaxRecords.parse(body);
    }
  }

  /// Whether an extension was read whose member has not come yet.
  boolean pending() {
    return pending;
  }

  private static byte[] untilNul(byte[] body) {
    int end = 0;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    return Arrays.copyOf(body, end);
  }

  /// The member that `block` heads, with everything that was said before.
  TarHeader header(HeaderBlock block) throws TarException {
    pending = false;
    var type = entryType(block.type());
    long size = number("size", block.number(Field.BODY_SIZE));
    if (size < 0 || size > LARGEST || size > 0 && type != EntryType.REGULAR) {
      throw new TarException("a member with an impossible size: " + size);
    }
    var owner =
        new Owner(
            number("uid", block.number(Field.UID)),
            number("gid", block.number(Field.GID)),
            utf8(value("uname", block.text(Field.USER_NAME))),
            utf8(value("gname", block.text(Field.GROUP_NAME))));
    var link =
        type == EntryType.SYMLINK
            ? new LinkTarget(value("linkpath", orElse(longLink, block.text(Field.LINK_NAME))))
            : LinkTarget.NONE;
    int mode = (int) (block.number(Field.MODE) & 0xfff);
    var time = DetailRecords.time(pax, block.number(Field.MTIME));
    var details = DetailRecords.details(pax, time.nanos());
    var metadata =
        new FileMetadata(type, mode, owner, time.second(), link, device(type, block), details);
    byte[] name = value("path", orElse(longName, name(block)));
    return new TarHeader(name, metadata, size);
  }

  private static DeviceNumbers device(EntryType type, HeaderBlock block) throws TarException {
    return type.isDevice()
        ? new DeviceNumbers(
            (int) block.number(Field.DEVICE_MAJOR), (int) block.number(Field.DEVICE_MINOR))
        : DeviceNumbers.NONE;
  }

  private static EntryType entryType(char flag) throws TarException {
    return switch (flag) {
      case '0', '\0', '7' -> EntryType.REGULAR;
      case '2' -> EntryType.SYMLINK;
      case '3' -> EntryType.CHARACTER_DEVICE;
      case '4' -> EntryType.BLOCK_DEVICE;
      case '5' -> EntryType.DIRECTORY;
      case '6' -> EntryType.FIFO;
      default -> throw new TarException("a member of the unknown type '" + flag + "'");
    };
  }

  private static byte[] name(HeaderBlock block) {
    byte[] name = block.text(Field.NAME);
    byte[] prefix = block.isPosix() ? block.text(Field.PREFIX) : new byte[0];
    if (prefix.length == 0) {
      return name;
    }
    byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return whole;
  }

  private static byte[] orElse(byte @Nullable [] first, byte[] second) {
    return first == null ? second : first;
  }

  private byte[] value(String keyword, byte[] fallback) {
    return orElse(pax.get(keyword), fallback);
  }

  /// A number from a pax record, fractions rounded down, or the header's own.
  private long number(String keyword, long fallback) throws TarException {
    byte[] text = pax.get(keyword);
    if (text == null) {
      return fallback;
    }
    try {
      String digits = new String(text, StandardCharsets.US_ASCII);
      if (digits.length() > 40 || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
        throw new NumberFormatException(keyword);
      }
      return new BigDecimal(digits).setScale(0, RoundingMode.FLOOR).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new TarException("a pax record '" + keyword + "' that is no number");
    }
  }

  private static String utf8(byte[] text) {
    return new String(text, StandardCharsets.UTF_8);
  }
}

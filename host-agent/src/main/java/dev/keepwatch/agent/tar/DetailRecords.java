package dev.keepwatch.agent.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.tree.Attributes;
import dev.keepwatch.agent.tree.Details;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.LinkGroup;
import java.util.Arrays;
import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The pax records of what duplicity does not keep: `mtime` with a fraction, `SCHILY.xattr.NAME`
/// (as GNU tar and star write it) and words of our own. duplicity 0.8 and 3.0 pass over all of
/// them.
final class DetailRecords {

  /// Stands in every member that has details: how long the file is.
  private static final String SIZE = "KEEPWATCH.size";

  private static final String SPARSE = "KEEPWATCH.sparse";
  private static final String LINKS = "KEEPWATCH.links";

  /// A time before 1970, which the standard's own record must not have for the peer's sake.
  private static final String EARLY_TIME = "KEEPWATCH.mtime";

  private static final String TIME = "mtime";
  private static final String ATTRIBUTE = "SCHILY.xattr.";
  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]|%");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{2})");
  private static final int MOST_DIGITS = 18;
  private static final Pattern SIZE_FORM = Pattern.compile("[0-9]{1," + MOST_DIGITS + "}");

  private DetailRecords() {}

  static void put(PaxRecords pax, FileMetadata metadata) {
    var details = metadata.details();
    if (!details.known()) {
      return;
    }
    pax.put(SIZE, details.sizeBytes());
    var time = new DecimalTime(metadata.mtimeSecond(), details.mtimeNanos());
    if (time.second() < 0) {
      pax.put(EARLY_TIME, time.toString().getBytes(US_ASCII));
    } else if (time.nanos() != 0) {
      pax.put(TIME, time.toString().getBytes(US_ASCII));
    }
    if (details.sparse()) {
      pax.put(SPARSE, 1);
    }
    if (details.links().isShared()) {
      pax.put(LINKS, details.links().id().getBytes(US_ASCII));
    }
    details.attributes().forEach((name, value) -> pax.put(ATTRIBUTE + escaped(name), value));
  }

  /// When the data last changed, to the finest that is told.
  ///
  /// @param headerSecond what stands in the member's own header
  static DecimalTime time(PaxRecords pax, long headerSecond) throws TarException {
    byte[] early = pax.get(EARLY_TIME);
    byte[] text = early == null ? pax.get(TIME) : early;
    return text == null ? new DecimalTime(headerSecond, 0) : DecimalTime.parse(text);
  }

  /// What the records tell besides; nothing if the writer keeps no details.
  static Details details(PaxRecords pax, int mtimeNanos) throws TarException {
    byte[] size = pax.get(SIZE);
    if (size == null) {
      return Details.UNKNOWN;
    }
    return new Details(
        true,
        mtimeNanos,
        size(size),
        pax.get(SPARSE) != null,
        links(pax.get(LINKS)),
        attributes(pax));
  }

  private static long size(byte[] text) throws TarException {
    String digits = new String(text, 0, Math.min(text.length, MOST_DIGITS + 1), US_ASCII);
    if (!SIZE_FORM.matcher(digits).matches()) {
      throw new TarException("a pax record '%s' that is no size: %s".formatted(SIZE, digits));
    }
    return Long.parseLong(digits);
  }

  private static LinkGroup links(byte @Nullable [] id) {
    return id == null ? LinkGroup.NONE : new LinkGroup(new String(id, US_ASCII));
  }

  private static Attributes attributes(PaxRecords pax) {
    var values = new HashMap<String, byte[]>();
    pax.forEach((keyword, value) -> {
      if (keyword.startsWith(ATTRIBUTE)) {
        values.put(unescaped(keyword.substring(ATTRIBUTE.length())), value);
      }
    });
    return Attributes.of(values);
  }

  /// A keyword is text and ends at the first `=`; so GNU tar, too, writes one in a name as `%3D`.
  private static String escaped(String name) {
    byte[] bytes = name.getBytes(ISO_8859_1);
    String text = new String(bytes, UTF_8);
    if (!Arrays.equals(text.getBytes(UTF_8), bytes)) {
      text = NOT_ASCII.matcher(name).replaceAll(c -> "%%%02X".formatted((int) c.group().charAt(0)));
      return text.replace("=", "%3D");
    }
    return text.replace("%", "%25").replace("=", "%3D");
  }

  private static String unescaped(String keyword) {
    String bytes = new String(keyword.getBytes(UTF_8), ISO_8859_1);
    return ESCAPE
        .matcher(bytes)
        .replaceAll(e -> Matcher.quoteReplacement("" + (char) Integer.parseInt(e.group(1), 16)));
  }
}

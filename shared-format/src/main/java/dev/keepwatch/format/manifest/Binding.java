package dev.keepwatch.format.manifest;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The line of a manifest that says which set it is of and what belongs to it, so that an old set
/// under a new name is noticed. duplicity passes over it (docs/FORMAT.md, "The binding line").
///
///     Keepwatch set=full.20260102T030405Z signatures=sha256:<64 hex>
///     Keepwatch set=inc.<T1>.to.<T2> signatures=sha256:<64 hex> parent=sha256:<64 hex>
///
/// @param set the set that the manifest was written for
/// @param signatures SHA-256 of the set's signature archive, opened: the tar bytes
/// @param parent [SetDigest] of the set that this one builds on; nothing for a full, and where it
///   was not known
public record Binding(SetId set, String signatures, Optional<String> parent) {

  /// The first word of the line.
  static final String WORD = "Keepwatch";

  private static final String SET = "set";
  private static final String SIGNATURES = "signatures";
  private static final String PARENT = "parent";
  private static final String DIGEST = "sha256:";
  private static final String FULL = "full.";
  private static final Pattern INCREMENT = Pattern.compile("inc\\.([^.]+)\\.to\\.([^.]+)");
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  /// The same for a set that continues another one.
  ///
  /// @param digest of that one, if it is known
  public Binding continuing(Optional<String> digest) {
    return new Binding(set, signatures, digest);
  }

  /// The line, with its end.
  String toLine() {
    return WORD
        + " %s=%s %s=%s%s".formatted(SET, name(set), SIGNATURES, DIGEST, signatures)
        + parent.map(digest -> " %s=%s%s".formatted(PARENT, DIGEST, digest)).orElse("")
        + "\n";
  }

  /// How a set is called here and in [SetDigest], whatever its files are called.
  static String name(SetId set) {
    return switch (set) {
      case SetId.Full(var time) -> FULL + time;
      case SetId.Incremental(var from, var to) -> "inc.%s.to.%s".formatted(from, to);
    };
  }

  /// Reads the line. Words with an unknown key are for later versions.
  ///
  /// @param words the line's words, the first of them [#WORD]
  /// @throws IllegalArgumentException if what is told of the set or a digest cannot be understood
  static Binding parse(List<String> words) {
    Map<String, String> told = new HashMap<>();
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        told.put(word.substring(0, equals).toLowerCase(Locale.ROOT), word.substring(equals + 1));
      }
    }
    return new Binding(
        set(told.get(SET)),
        digest(told.get(SIGNATURES)),
        Optional.ofNullable(told.get(PARENT)).map(Binding::digest));
  }

  private static SetId set(@Nullable String name) {
    String text = Objects.requireNonNullElse(name, "");
    var increment = INCREMENT.matcher(text);
    if (increment.matches()) {
      return new SetId.Incremental(
          BackupTime.parse(increment.group(1)), BackupTime.parse(increment.group(2)));
    }
    if (text.startsWith(FULL)) {
      return new SetId.Full(BackupTime.parse(text.substring(FULL.length())));
    }
    throw new IllegalArgumentException("the binding line names no set");
  }

  private static String digest(@Nullable String text) {
    if (text == null
        || !text.startsWith(DIGEST)
        || !HEX.matcher(text.substring(DIGEST.length())).matches()) {
      throw new IllegalArgumentException("the binding line has no SHA-256 where one must stand");
    }
    return text.substring(DIGEST.length());
  }
}

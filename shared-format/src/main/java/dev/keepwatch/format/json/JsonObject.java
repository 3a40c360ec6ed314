package dev.keepwatch.format.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// An object of JSON: names and values in the order in which they are put.
public final class JsonObject {

  private final List<String> members = new ArrayList<>();

  /// An object without members.
  public JsonObject() {}

  public JsonObject put(String name, String value) {
    return member(name, quoted(value));
  }

  public JsonObject put(String name, long value) {
    return member(name, Long.toString(value));
  }

  public JsonObject put(String name, boolean value) {
    return member(name, Boolean.toString(value));
  }

  public JsonObject put(String name, Instant value) {
    return put(name, value.toString());
  }

  public JsonObject put(String name, JsonObject value) {
    return member(name, value.toString());
  }

  /// A number with so many digits behind the point.
  public JsonObject put(String name, double value, int digits) {
    return member(name, String.format(Locale.ROOT, "%." + digits + "f", value));
  }

  /// A text, or null.
  public JsonObject put(String name, Optional<?> value) {
    return member(name, value.map(text -> quoted(text.toString())).orElse("null"));
  }

  /// A list of texts.
  public JsonObject texts(String name, List<String> values) {
    return member(
        name, "[" + String.join(",", values.stream().map(JsonObject::quoted).toList()) + "]");
  }

  /// A list of objects.
  public <T> JsonObject list(String name, List<T> values, Function<T, JsonObject> form) {
    var objects = values.stream().map(form).map(JsonObject::toString).toList();
    return member(name, "[" + String.join(",", objects) + "]");
  }

  /// A name that is bytes. If they are no UTF-8, the text shows a mark in place of what is not, and
  /// a second member, named `…Base64`, holds the bytes.
  public JsonObject bytes(String name, byte[] value) {
    put(name, new String(value, StandardCharsets.UTF_8));
    return isUtf8(value) ? this : put(name + "Base64", Base64.getEncoder().encodeToString(value));
  }

  private static boolean isUtf8(byte[] value) {
    return Arrays.equals(
        new String(value, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), value);
  }

  private JsonObject member(String name, String json) {
    members.add(quoted(name) + ":" + json);
    return this;
  }

  /// A text as JSON has it.
  public static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        quoted.append("\\u%04x".formatted((int) (isAlone(text, i) ? '\ufffd' : c)));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /// Half of a pair of surrogates is no character, and no program likes to read it.
  private static boolean isAlone(String text, int at) {
    char c = text.charAt(at);
    boolean high = at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    boolean low = at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    return Character.isHighSurrogate(c) ? !high : Character.isLowSurrogate(c) && !low;
  }

  @Override
  public String toString() {
    return "{" + String.join(",", members) + "}";
  }
}

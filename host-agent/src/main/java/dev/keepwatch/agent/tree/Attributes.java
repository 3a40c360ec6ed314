package dev.keepwatch.agent.tree;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// The extended attributes of an entry: values by name, both bytes; names are seen as ISO 8859-1.
public final class Attributes {

  public static final Attributes NONE = new Attributes(new TreeMap<>());

  private final SortedMap<String, byte[]> values;

  private Attributes(SortedMap<String, byte[]> values) {
    this.values = values;
  }

  public static Attributes of(Map<String, byte[]> values) {
    return values.isEmpty() ? NONE : new Attributes(new TreeMap<>(values));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// Hands over each name and value, in the order of the names.
  public void forEach(BiConsumer<String, byte[]> each) {
    values.forEach(each);
  }

  /// How much room names and values take.
  public long sizeBytes() {
    return values.entrySet().stream()
        .mapToLong(entry -> entry.getKey().length() + (long) entry.getValue().length)
        .sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that
        && values.keySet().equals(that.values.keySet())
        && values.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.values.get(e.getKey())));
  }

  @Override
  public int hashCode() {
    return values.keySet().hashCode();
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }
}

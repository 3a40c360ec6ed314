package dev.keepwatch.agent.storage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The tags on a stored file: ours, which tells its role to the rules of a bucket, and those of
/// others.
///
/// @param values the value of each tag
public record FileTags(Map<String, String> values) {

  /// The name of our tag. Its value is [FileRole#tag].
  public static final String KEY = "keepwatch";

  /// How many tags a file can have.
  public static final int MOST = 10;

  public static final FileTags NONE = new FileTags(Map.of());

  public FileTags {
    values = Map.copyOf(values);
  }

  /// What our tag says, right or wrong.
  public Optional<String> ours() {
    return Optional.ofNullable(values.get(KEY));
  }

  /// Whether our tag says this.
  public boolean tell(FileRole role) {
    return ours().equals(role.tag());
  }

  /// Whether our tag finds a place among those of others.
  public boolean haveRoom() {
    return values.size() < MOST || values.containsKey(KEY);
  }

  /// Ours says this, those of others are the same.
  public FileTags with(FileRole role) {
    var changed = new HashMap<>(values);
    role.tag().ifPresent(value -> changed.put(KEY, value));
    return new FileTags(changed);
  }
}

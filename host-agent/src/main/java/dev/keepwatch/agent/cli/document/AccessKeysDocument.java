package dev.keepwatch.agent.cli.document;

import dev.keepwatch.agent.identity.IssuedKey;
import dev.keepwatch.format.json.JsonObject;
import java.time.Instant;
import java.util.List;

/// The access keys of a user, without secrets.
///
/// @param user whose
/// @param keys what the account lists
/// @param now when
public record AccessKeysDocument(String user, List<IssuedKey> keys, Instant now) {

  public AccessKeysDocument {
    keys = List.copyOf(keys);
  }

  @Override
  public String toString() {
    return Document.of("access-keys").put("user", user).list("keys", keys, this::key).toString();
  }

  private JsonObject key(IssuedKey key) {
    return new JsonObject()
        .put("id", key.id())
        .put("active", key.active())
        .put("createdAt", key.createdAt())
        .put("days", key.days(now))
        .put("old", key.isOld(now));
  }
}

package dev.keepwatch.agent.identity;

import dev.keepwatch.agent.identity.IdentityException.Reason;
import java.util.List;
import java.util.Optional;

/// Takes keys away: first all stop working, then they are deleted.
public final class KeyRevocation {

  private final UserKeys keys;
  private final KeyListener listener;

  public KeyRevocation(UserKeys keys, KeyListener listener) {
    this.keys = keys;
    this.listener = listener;
  }

  /// @param only the one that goes; without it all
  /// @throws IdentityException absent if the user has no such key
  public List<IssuedKey> plan(Optional<String> only) throws IdentityException {
    var issued = keys.list();
    var going = issued.stream().filter(key -> only.map(key.id()::equals).orElse(true)).toList();
    if (only.isPresent() && going.isEmpty()) {
      var ids = issued.stream().map(IssuedKey::id).toList();
      throw new IdentityException(
          Reason.ABSENT,
          "%s has no key %s; %s."
              .formatted(
                  keys.user(),
                  only.get(),
                  ids.isEmpty() ? "it has none" : "it has " + String.join(" and ", ids)));
    }
    return going;
  }

  /// A run that was interrupted can be repeated.
  public void run(List<IssuedKey> going) throws IdentityException {
    for (var key : going) {
      if (key.active()) {
        keys.setActive(key.id(), false);
        listener.deactivated(key.id());
      }
    }
    for (var key : going) {
      keys.delete(key.id());
      listener.deleted(key.id());
    }
  }
}

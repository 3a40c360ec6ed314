package dev.keepwatch.agent.gate;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whose access keys these are.
public final class Callers {

  private final Map<String, Caller> byKey = new ConcurrentHashMap<>();
  private final Map<String, Caller> named = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  void add(String accessKey, Caller caller) {
    byKey.put(accessKey, caller);
  }

  /// A user or a role, whose keys are yet to be handed out.
  ///
  /// @param name a user's; of a role its ARN
  void add(String name, String arn, Policy policy) {
    named.put(name, new Caller(arn, policy));
  }

  Caller named(String name) {
    return Optional.ofNullable(named.get(name))
        .orElseThrow(() -> new UnknownToGateException("the user or role " + name));
  }

  public void revoke(String accessKey) {
    revoked.add(accessKey);
  }

  public void restore(String accessKey) {
    revoked.remove(accessKey);
  }

  /// @return nothing if there is no such key
  Optional<Caller> find(GateRequest request) {
    return request
        .accessKey()
        .map(key -> Optional.ofNullable(byKey.get(key)).filter(caller -> !revoked.contains(key)))
        .orElse(Optional.of(Caller.NOBODY));
  }
}

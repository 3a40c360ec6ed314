package dev.keepwatch.agent.gate;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Whose access keys these are.
public final class Callers {

  private final Map<String, Caller> byKey = new ConcurrentHashMap<>();
  private final Map<String, Caller> roles = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();

  void add(String accessKey, Caller caller) {
    byKey.put(accessKey, caller);
  }

  /// A role that some may become.
  void addRole(String arn, Policy policy) {
    roles.put(arn, new Caller(arn, policy));
  }

  Caller ofRole(String arn) {
    return Optional.ofNullable(roles.get(arn))
        .orElseThrow(() -> new UnknownToGateException("the role " + arn));
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

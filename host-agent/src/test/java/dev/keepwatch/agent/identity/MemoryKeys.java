package dev.keepwatch.agent.identity;

import dev.keepwatch.agent.identity.IdentityException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The keys of a user in memory: two at most, a new one not known everywhere at once, and a line
/// that may break before or after anything is done.
final class MemoryKeys implements UserKeys {

  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  final List<IssuedKey> issued = new ArrayList<>();
  final Map<String, String> secrets = new HashMap<>();
  final Set<String> usedAtStorage = new HashSet<>();
  final List<String> deeds = new ArrayList<>();

  /// How often a key is not known yet.
  int slow;

  /// Never accepted, whatever the account says.
  final Set<String> broken = new HashSet<>();

  /// How often the line is used before it breaks, once: before a deed, or before its answer.
  int breaksAt = Integer.MAX_VALUE;

  private int made;
  private int steps;

  @Override
  public String user() {
    return "keepwatch-web01";
  }

  @Override
  public List<IssuedKey> list() {
    return List.copyOf(issued);
  }

  private void line() throws IdentityException {
    if (steps++ == breaksAt) {
      throw new IdentityException(Reason.TRANSIENT, "the line broke");
    }
  }

  @Override
  public AccessKey create() throws IdentityException {
    line();
    if (issued.size() == 2) {
      throw new IdentityException(Reason.REFUSED, "two keys already");
    }
    var key = add();
    deeds.add("create " + key.id());
    line();
    return key;
  }

  AccessKey add() {
    made++;
    var key = new AccessKey("AKIA%016d".formatted(made), "secret-of-" + made);
    issued.add(new IssuedKey(key.id(), true, T0.plusSeconds(made)));
    secrets.put(key.id(), key.secret());
    return key;
  }

  @Override
  public void setActive(String id, boolean active) throws IdentityException {
    line();
    issued.replaceAll(
        key -> key.id().equals(id) ? new IssuedKey(id, active, key.createdAt()) : key);
    deeds.add((active ? "activate " : "deactivate ") + id);
    line();
  }

  @Override
  public void delete(String id) throws IdentityException {
    line();
    issued.removeIf(key -> key.id().equals(id));
    deeds.add("delete " + id);
    line();
  }

  @Override
  public Optional<LastUse> lastUse(String id) {
    return Optional.of(new LastUse(T0, usedAtStorage.contains(id) ? "s3" : "sts"));
  }

  @Override
  public boolean accepts(AccessKey key) throws IdentityException {
    line();
    if (slow > 0) {
      slow--;
      return false;
    }
    return isGood(key);
  }

  /// Whether a host can work with it.
  boolean isGood(AccessKey key) {
    return !broken.contains(key.id())
        && key.secret().equals(secrets.get(key.id()))
        && issued.stream().anyMatch(known -> known.id().equals(key.id()) && known.active());
  }

  boolean has(String id) {
    return issued.stream().anyMatch(key -> key.id().equals(id));
  }

  @Override
  public void close() {}
}

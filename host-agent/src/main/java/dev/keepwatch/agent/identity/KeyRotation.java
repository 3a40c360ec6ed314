package dev.keepwatch.agent.identity;

import dev.keepwatch.agent.identity.IdentityException.Reason;
import java.util.Optional;

/// Puts a new key into the place of an old one, so that there is always one that works.
///
/// The file may not be where the host reads it: an operator writes it at his desk and brings it
/// over. So the old key goes only when the new one has been used where backups go, or when it is
/// said that the file is the host's own.
public final class KeyRotation {

  /// How far it came.
  public enum Outcome {
    /// The file holds the new key; the old one works until this is run again.
    TAKEN_UP,
    /// The old key is gone.
    DONE
  }

  private final UserKeys keys;
  private final CredentialsFile file;
  private final KeyTrial trial;
  private final KeyListener listener;
  private final KeyIssue issue;

  public KeyRotation(UserKeys keys, CredentialsFile file, KeyTrial trial, KeyListener listener) {
    this.keys = keys;
    this.file = file;
    this.trial = trial;
    this.listener = listener;
    this.issue = new KeyIssue(keys, file, trial, listener);
  }

  /// Goes as far as it can. Interrupted, it goes on when it is run again.
  ///
  /// @param inPlace whether the file is the one that the host reads
  public Outcome run(boolean inPlace) throws IdentityException {
    while (true) {
      switch (next()) {
        case RotationStep.Issue() -> issue.issue();
        case RotationStep.TakeUp() -> {
          issue.takeUp();
          if (!inPlace) {
            return Outcome.TAKEN_UP;
          }
        }
        case RotationStep.Retire(var old, var current) -> {
          retire(old, current, inPlace);
          return Outcome.DONE;
        }
        case RotationStep.Refuse(String why) -> throw refused(why);
      }
    }
  }

  private RotationStep next() throws IdentityException {
    return RotationStep.next(keys.list(), id(file.current()), id(file.proposed()));
  }

  private static Optional<String> id(Optional<AccessKey> key) {
    return key.map(AccessKey::id);
  }

  private void retire(IssuedKey old, IssuedKey current, boolean inPlace) throws IdentityException {
    if (!inPlace) {
      requireInUse(old, current);
    }
    var key = file.current().orElseThrow();
    trial.prove(key);
    listener.proven(key.id());
    if (old.active()) {
      keys.setActive(old.id(), false);
      listener.deactivated(old.id());
      proveAlone(old, key);
    }
    keys.delete(old.id());
    listener.deleted(old.id());
  }

  /// If the new key should not work without the old one, the old one works again.
  private void proveAlone(IssuedKey old, AccessKey key) throws IdentityException {
    try {
      trial.prove(key);
    } catch (IdentityException e) {
      keys.setActive(old.id(), true);
      listener.reactivated(old.id());
      throw e;
    }
  }

  private void requireInUse(IssuedKey old, IssuedKey current) throws IdentityException {
    boolean used = keys.lastUse(current.id()).filter(LastUse::isForStorage).isPresent();
    if (old.active() && !used) {
      throw new IdentityException(
          Reason.REFUSED,
          "the new key %s of %s has not been used for a backup yet, as far as AWS knows, so the old one, %s, stays. Bring %s to the host, let it back up, and run the same again (AWS may take some hours to notice); or say --in-place if it is there."
              .formatted(current.id(), keys.user(), old.id(), file.path()));
    }
  }

  private IdentityException refused(String why) {
    return new IdentityException(
        Reason.REFUSED,
        "the keys of %s were left as they are, because of %s: %s. keys aws list shows the keys; --credentials-file names another file; keys aws revoke --access-key ID takes a key away that nobody uses."
            .formatted(keys.user(), file.path(), why));
  }
}

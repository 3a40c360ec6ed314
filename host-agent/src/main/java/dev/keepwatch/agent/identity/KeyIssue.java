package dev.keepwatch.agent.identity;

import dev.keepwatch.agent.identity.IdentityException.Reason;
import java.io.IOException;
import java.util.List;

/// Makes the first key of a user and writes the file that holds it.
public final class KeyIssue {

  private final UserKeys keys;
  private final CredentialsFile file;
  private final KeyTrial trial;
  private final KeyListener listener;

  public KeyIssue(UserKeys keys, CredentialsFile file, KeyTrial trial, KeyListener listener) {
    this.keys = keys;
    this.file = file;
    this.trial = trial;
    this.listener = listener;
  }

  /// Makes it, tries it, and writes the file. After an interruption the key that was made then is
  /// taken.
  ///
  /// @throws IdentityException refused if the file holds a key already, or the user has one
  public void run() throws IdentityException {
    requireFree();
    var issued = keys.list();
    var proposed = file.proposed();
    if (proposed.isEmpty()) {
      requireNone(issued);
      issue();
    } else if (issued.stream().noneMatch(key -> key.id().equals(proposed.get().id()))) {
      throw new IdentityException(
          Reason.REFUSED,
          "no key was made for %s: %s."
              .formatted(file.path(), RotationStep.unknown(proposed.get().id())));
    }
    takeUp();
  }

  private void requireFree() throws IdentityException {
    var held = file.current();
    if (held.isPresent()) {
      throw new IdentityException(
          Reason.REFUSED,
          "%s holds a key already, %s, and is not overwritten. To replace a key say keys aws rotate; if that key was revoked, move the file away; for another host name another file with --credentials-file."
              .formatted(file.path(), held.get().id()));
    }
  }

  private void requireNone(List<IssuedKey> issued) throws IdentityException {
    if (!issued.isEmpty()) {
      var ids = issued.stream().map(IssuedKey::id).toList();
      throw new IdentityException(
          Reason.REFUSED,
          "%s has %s already (%s). keys aws rotate replaces a key that the host works with; one that nobody has the secret of goes with keys aws revoke --access-key %s."
              .formatted(
                  keys.user(),
                  ids.size() == 1 ? "a key" : "two keys",
                  String.join(", ", ids),
                  ids.getFirst()));
    }
  }

  /// A key whose secret could not be written down is taken back.
  void issue() throws IdentityException {
    file.checkWritable();
    var key = keys.create();
    try {
      file.propose(key);
    } catch (IdentityException e) {
      takeBack(key, e);
      throw e;
    }
    listener.issued(key.id());
  }

  private void takeBack(AccessKey key, IOException because) {
    try {
      keys.delete(key.id());
    } catch (IdentityException e) {
      because.addSuppressed(e);
    }
  }

  void takeUp() throws IdentityException {
    var key = file.proposed().orElseThrow();
    trial.prove(key);
    listener.proven(key.id());
    file.takeUp();
    listener.takenUp(key.id(), file.path());
  }
}

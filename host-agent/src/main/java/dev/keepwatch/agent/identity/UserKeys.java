package dev.keepwatch.agent.identity;

import java.util.List;
import java.util.Optional;

/// The access keys of one user, as the account knows them. A user has two at most.
///
/// What was done may take a while until all of the account's servers know it. No message holds a
/// secret.
public interface UserKeys extends AutoCloseable {

  /// Whose they are.
  String user();

  /// All of them, in any order.
  ///
  /// @throws IdentityException absent if there is no such user
  List<IssuedKey> list() throws IdentityException;

  /// Makes a new one. Its secret is told this once.
  ///
  /// @throws IdentityException refused if there are two already
  AccessKey create() throws IdentityException;

  /// Makes it be accepted, or not.
  void setActive(String id, boolean active) throws IdentityException;

  /// Takes it away for good. One that is gone already is no failure.
  void delete(String id) throws IdentityException;

  /// When it was last used, if it ever was.
  Optional<LastUse> lastUse(String id) throws IdentityException;

  /// Whether a request that is signed with it is accepted now, and as this user's.
  boolean accepts(AccessKey key) throws IdentityException;

  @Override
  void close();
}

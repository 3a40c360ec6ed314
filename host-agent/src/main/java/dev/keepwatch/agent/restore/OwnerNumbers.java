package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.restore.RestoreRequest.Ownership;
import dev.keepwatch.agent.tree.Owner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Which numbers an owner of the archive has on this host: by name where the name is known here,
/// else those of the archive.
final class OwnerNumbers {

  /// The numbers as the kernel takes them: 32 bits, unsigned in an `int`.
  record Numbers(int uid, int gid) {}

  private final Ownership ownership;
  private final IdDatabase users;
  private final IdDatabase groups;

  OwnerNumbers(Ownership ownership) throws IOException {
    this.ownership = ownership;
    this.users = IdDatabase.read(Path.of("/etc/passwd"));
    this.groups = IdDatabase.read(Path.of("/etc/group"));
  }

  /// @return nothing if owners are to be left alone
  Optional<Numbers> of(Owner owner) {
    return switch (ownership) {
      case LEFT_ALONE -> Optional.empty();
      case BY_NUMBER -> Optional.of(byNumber(owner));
      case BY_NAME ->
          Optional.of(
              new Numbers(
                  (int) users.number(owner.userName(), owner.uid()),
                  (int) groups.number(owner.groupName(), owner.gid())));
    };
  }

  /// The numbers of the archive.
  Numbers byNumber(Owner owner) {
    return new Numbers((int) owner.uid(), (int) owner.gid());
  }
}

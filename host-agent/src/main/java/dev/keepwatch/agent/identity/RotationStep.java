package dev.keepwatch.agent.identity;

import java.util.List;
import java.util.Optional;

/// What is next in putting a new key into the place of an old one.
///
/// It is decided from what is there alone: the keys of the account, the one in the file and the
/// proposed one. So whoever was interrupted begins again and is where he was.
sealed interface RotationStep {

  /// A second key is made.
  record Issue() implements RotationStep {}

  /// The proposed key is tried and put into its place.
  record TakeUp() implements RotationStep {}

  /// The older key goes, since the file holds the younger.
  record Retire(IssuedKey old, IssuedKey current) implements RotationStep {}

  /// It cannot be said which key the host works with.
  ///
  /// @param why a sentence's end, without its stop
  record Refuse(String why) implements RotationStep {}

  /// @param keys those of the user
  /// @param held the one in the file
  /// @param proposed the one that is to come there
  static RotationStep next(List<IssuedKey> keys, Optional<String> held, Optional<String> proposed) {
    if (proposed.isPresent()) {
      return find(keys, proposed.get()).isPresent()
          ? new TakeUp()
          : new Refuse(unknown(proposed.get()));
    }
    var current = held.flatMap(id -> find(keys, id));
    if (held.isPresent() && current.isEmpty()) {
      return new Refuse(
          "it holds the key %s, which is none of this user's; if that one was revoked, move the file away and say keys aws create"
              .formatted(held.get()));
    }
    return switch (keys.size()) {
      case 0 -> new Refuse("the user has no key that could be replaced: keys aws create makes one");
      case 1 -> new Issue();
      default -> ofTwo(keys, current);
    };
  }

  private static RotationStep ofTwo(List<IssuedKey> keys, Optional<IssuedKey> current) {
    if (current.isEmpty()) {
      return new Refuse(
          "the user has two keys already, %s, and it holds neither, so nobody here knows which one the host works with"
              .formatted(words(keys)));
    }
    var other =
        keys.stream().filter(key -> !key.id().equals(current.get().id())).findFirst().orElseThrow();
    return other.createdAt().isAfter(current.get().createdAt())
        ? new Refuse(
            "the user has two keys already, and it holds the older one; the secret of %s is not here"
                .formatted(other.id()))
        : new Retire(other, current.get());
  }

  /// The account may not have told all its servers yet: the secret is kept.
  static String unknown(String proposed) {
    return "an earlier run has left the key %s beside it, in a file that ends in %s, and AWS does not list that key. If it was made just now, run the same again in a minute; if it was revoked, delete that file"
        .formatted(proposed, CredentialsFile.PROPOSAL);
  }

  private static Optional<IssuedKey> find(List<IssuedKey> keys, String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  private static String words(List<IssuedKey> keys) {
    return String.join(" and ", keys.stream().map(IssuedKey::id).toList());
  }
}

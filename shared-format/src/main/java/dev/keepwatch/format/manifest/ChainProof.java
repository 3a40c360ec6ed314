package dev.keepwatch.format.manifest;

import dev.keepwatch.format.naming.SetId;
import java.util.Optional;

/// Follows a chain from its full set, and sees that each manifest is of the set that it is taken
/// for, and that it builds on the set before. What duplicity wrote says nothing, and is believed.
public final class ChainProof {

  private Optional<String> digest = Optional.empty();

  /// Stands before a full set.
  public ChainProof() {}

  /// Looks at the next set of the chain.
  ///
  /// @return what is wrong, in words; nothing if all is well
  public Optional<String> next(SetId set, Manifest manifest) {
    var objection = objection(set, manifest);
    digest = Optional.of(SetDigest.of(set, digest, manifest));
    return objection;
  }

  /// The number of the set that was looked at last, for the manifest of one that builds on it.
  public Optional<String> digest() {
    return digest;
  }

  private Optional<String> objection(SetId set, Manifest manifest) {
    if (manifest.binding().isEmpty()) {
      return Optional.empty();
    }
    var binding = manifest.binding().get();
    if (!binding.set().equals(set)) {
      return Optional.of(otherSet(set, binding));
    }
    if (binding.parent().isPresent() && !binding.parent().equals(digest)) {
      return Optional.of(
          "the %s was not written to continue the set that stands before it: that one was replaced or altered"
              .formatted(set));
    }
    return Optional.empty();
  }

  /// Whether one manifest, by itself, is of the set that it is taken for.
  ///
  /// @return what is wrong, in words; nothing if all is well
  public static Optional<String> alone(SetId set, Manifest manifest) {
    return manifest
        .binding()
        .filter(binding -> !binding.set().equals(set))
        .map(binding -> otherSet(set, binding));
  }

  private static String otherSet(SetId set, Binding binding) {
    return "what is called the %s says that it is the %s: files were renamed"
        .formatted(set, binding.set());
  }
}

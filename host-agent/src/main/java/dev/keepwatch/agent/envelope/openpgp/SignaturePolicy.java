package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whose signatures are believed, and whether one is demanded.
///
/// A demanded signer is a whole key: its primary key and all its signing subkeys are the same
/// signer, whichever of them the demand names.
final class SignaturePolicy {
  private final OpenPgpKeys keys;
  private final @Nullable OpenPgpKey expected;

  SignaturePolicy(OpenPgpKeys keys, @Nullable OpenPgpKey expected) {
    this.keys = keys;
    this.expected = expected;
  }

  /// Refuses a message at its beginning if it does not even claim to have the demanded signature.
  void requireAnnounced(List<OnePassSignature> announced) throws EnvelopeException {
    if (expected == null) {
      return;
    }
    if (announced.isEmpty()) {
      throw new EnvelopeException(
          Reason.NOT_SIGNED,
          "the encrypted file is not signed, though a signature by "
              + expected.describe()
              + " was asked for; believe it only if you know why");
    }
    if (announced.stream().noneMatch(this::isExpected)) {
      String signers =
          announced.stream().map(a -> KeyName.ofId(a.keyId())).collect(Collectors.joining(", "));
      throw wrongSigner("is signed by key " + signers);
    }
  }

  /// The examination of a signature; nothing if its key is not known and it is not demanded.
  Optional<SignatureCheck> examine(OnePassSignature announced) throws IOException {
    Optional<KeyPart> signer = part(announced);
    if (signer.isEmpty()) {
      return Optional.empty();
    }
    if (!announced.isOverBytes()) {
      if (isExpected(announced)) {
        throw Damage.unsupported("is signed as text");
      }
      return Optional.empty();
    }
    return Optional.of(new SignatureCheck(announced, signer.get()));
  }

  /// Refuses a message at its end if no signature was good that was demanded.
  void requireGood(List<OnePassSignature> good) throws EnvelopeException {
    if (expected == null) {
      return;
    }
    if (good.stream().noneMatch(this::isExpected)) {
      throw wrongSigner(
          "is signed with a part of the key that may not sign, or was made after it had expired");
    }
    boolean revoked =
        expected.parts().getFirst().revoked()
            || good.stream()
                .filter(this::isExpected)
                .allMatch(signature -> part(signature).map(KeyPart::revoked).orElse(true));
    if (revoked) {
      throw wrongSigner("is signed by a key that its owner has revoked");
    }
  }

  private Optional<KeyPart> part(OnePassSignature announced) {
    return keys.withPart(announced.keyId()).stream()
        .flatMap(key -> key.parts().stream())
        .filter(part -> part.key().getKeyID() == announced.keyId())
        .findFirst();
  }

  private boolean isExpected(OnePassSignature announced) {
    return expected != null
        && expected.parts().stream().anyMatch(part -> part.key().getKeyID() == announced.keyId());
  }

  private EnvelopeException wrongSigner(String how) {
    String wanted = expected == null ? "nobody" : expected.describe();
    return new EnvelopeException(
        Reason.WRONG_SIGNER,
        "the encrypted file "
            + how
            + ", but a signature by "
            + wanted
            + " was asked for; believe it only if you know why");
  }
}

package dev.keepwatch.agent.envelope.openpgp;

/// The kinds of keys, by their numbers in OpenPGP, and what they can do.
final class PublicKeyAlgorithm {
  static final int RSA = 1;
  static final int RSA_ENCRYPT_ONLY = 2;
  static final int RSA_SIGN_ONLY = 3;
  static final int ELGAMAL = 16;
  static final int DSA = 17;
  static final int ECDH = 18;
  static final int ECDSA = 19;
  static final int EDDSA = 22;

  private PublicKeyAlgorithm() {}

  static boolean canEncrypt(int algorithm) {
    return switch (algorithm) {
      case RSA, RSA_ENCRYPT_ONLY, ELGAMAL, ECDH -> true;
      default -> false;
    };
  }

  static boolean canSign(int algorithm) {
    return switch (algorithm) {
      case RSA, RSA_SIGN_ONLY, DSA, ECDSA, EDDSA -> true;
      default -> false;
    };
  }
}

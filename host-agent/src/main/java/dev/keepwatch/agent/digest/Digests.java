package dev.keepwatch.agent.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digests of this house: SHA-1 of stored files, which is duplicity's; SHA-256 of what our
/// binding line speaks of, and of what is sent; MD5 where somebody else wants it.
public final class Digests {

  private Digests() {}

  public static MessageDigest md5() {
    return of("MD5");
  }

  public static MessageDigest sha1() {
    return of("SHA-1");
  }

  public static MessageDigest sha256() {
    return of("SHA-256");
  }

  /// What was digested, in lower-case hexadecimal digits; the digest begins anew.
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }
}

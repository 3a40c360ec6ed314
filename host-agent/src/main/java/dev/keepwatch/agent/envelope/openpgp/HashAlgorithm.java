package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/// The hash functions that messages may use, computed by the JDK.
///
/// MD5 is not among them: a signature with it proves nothing.
enum HashAlgorithm {
  SHA1(2, "SHA-1", "1.3.14.3.2.26"),
  SHA256(8, "SHA-256", "2.16.840.1.101.3.4.2.1"),
  SHA384(9, "SHA-384", "2.16.840.1.101.3.4.2.2"),
  SHA512(10, "SHA-512", "2.16.840.1.101.3.4.2.3"),
  SHA224(11, "SHA-224", "2.16.840.1.101.3.4.2.4");

  private final int id;
  private final String jdkName;
  private final String identifier;

  HashAlgorithm(int id, String jdkName, String identifier) {
    this.id = id;
    this.jdkName = jdkName;
    this.identifier = identifier;
  }

  static HashAlgorithm of(int id) throws EnvelopeException {
    return Stream.of(values())
        .filter(hash -> hash.id == id)
        .findFirst()
        .orElseThrow(() ->
            Damage.unsupported("uses hash function " + id + ", which is not known or not safe"));
  }

  int id() {
    return id;
  }

  /// How a signature with RSA names this function.
  ASN1ObjectIdentifier identifier() {
    return new ASN1ObjectIdentifier(identifier);
  }

  MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(jdkName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + jdkName, e);
    }
  }
}

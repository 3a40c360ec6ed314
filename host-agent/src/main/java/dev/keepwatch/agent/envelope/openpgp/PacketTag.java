package dev.keepwatch.agent.envelope.openpgp;

/// The kinds of packets that occur in an encrypted message.
final class PacketTag {
  static final int RECIPIENT = 1;
  static final int SIGNATURE = 2;
  static final int PASSPHRASE = 3;
  static final int ONE_PASS_SIGNATURE = 4;
  static final int COMPRESSED = 8;
  static final int ENCRYPTED_WITHOUT_INTEGRITY = 9;
  static final int MARKER = 10;
  static final int LITERAL = 11;
  static final int ENCRYPTED = 18;
  static final int INTEGRITY = 19;
  static final int ENCRYPTED_AEAD = 20;

  private PacketTag() {}
}

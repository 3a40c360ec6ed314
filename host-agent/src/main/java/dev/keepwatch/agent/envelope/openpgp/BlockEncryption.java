package dev.keepwatch.agent.envelope.openpgp;

/// A block cipher with its key: encrypts each block by itself.
@FunctionalInterface
interface BlockEncryption {
  /// Encrypts the first `length` bytes, which are whole blocks.
  void encrypt(byte[] blocks, int length, byte[] into);
}

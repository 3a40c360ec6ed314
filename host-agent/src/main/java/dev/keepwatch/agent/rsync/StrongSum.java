package dev.keepwatch.agent.rsync;

/// The sum by which two blocks are held to be the same.
sealed interface StrongSum permits Md4, Blake2b {
  /// Writes the whole sum of these bytes to the beginning of `sum`; signatures keep its first bytes
  /// only.
  void hash(byte[] bytes, int offset, int length, byte[] sum);
}

package dev.keepwatch.agent.rsync;

/// Which two sums a signature is made of. Written is always the first; all are read.
enum SignatureKind {
  ROLLSUM_MD4(0x72730136, Md4.LENGTH),
  ROLLSUM_BLAKE2B(0x72730137, Blake2b.LENGTH),
  RABIN_KARP_MD4(0x72730146, Md4.LENGTH),
  RABIN_KARP_BLAKE2B(0x72730147, Blake2b.LENGTH);

  private final int magic;
  private final int longestStrongSum;

  SignatureKind(int magic, int longestStrongSum) {
    this.magic = magic;
    this.longestStrongSum = longestStrongSum;
  }

  static SignatureKind ofMagic(int magic) throws SignatureFormatException {
    for (SignatureKind kind : values()) {
      if (kind.magic == magic) {
        return kind;
      }
    }
    throw new SignatureFormatException(
        "this is not a signature: it begins with %08x, which is none of librsync's four kinds"
            .formatted(magic));
  }

  int magic() {
    return magic;
  }

  int longestStrongSum() {
    return longestStrongSum;
  }

  WeakSum weakSum(int blockLength) {
    return switch (this) {
      case ROLLSUM_MD4, ROLLSUM_BLAKE2B -> new Rollsum(blockLength);
      case RABIN_KARP_MD4, RABIN_KARP_BLAKE2B -> new RabinKarp(blockLength);
    };
  }

  StrongSum strongSum() {
    return switch (this) {
      case ROLLSUM_MD4, RABIN_KARP_MD4 -> new Md4();
      case ROLLSUM_BLAKE2B, RABIN_KARP_BLAKE2B -> new Blake2b();
    };
  }
}

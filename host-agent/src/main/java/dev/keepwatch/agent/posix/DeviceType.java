package dev.keepwatch.agent.posix;

/// The two kinds of device node.
public enum DeviceType {
  CHARACTER(0x2000),
  BLOCK(0x6000);

  private final int bits;

  DeviceType(int bits) {
    this.bits = bits;
  }

  int bits() {
    return bits;
  }
}

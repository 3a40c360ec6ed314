package dev.keepwatch.agent.storage;

/// A storage class whose files must be thawed before they can be read. The names are Amazon's.
public enum ArchiveClass {
  GLACIER(false, true),
  DEEP_ARCHIVE(true, true),
  /// The archive access tier of INTELLIGENT_TIERING.
  TIERED_ARCHIVE(false, false),
  /// The deep archive access tier of INTELLIGENT_TIERING.
  TIERED_DEEP_ARCHIVE(true, false);

  private final boolean deep;
  private final boolean copied;

  ArchiveClass(boolean deep, boolean copied) {
    this.deep = deep;
    this.copied = copied;
  }

  /// Whether its files can be brought back in this way.
  public boolean allows(ThawTier tier) {
    return !deep || tier != ThawTier.EXPEDITED;
  }

  /// Whether what is brought back is a copy that stays for some days and is paid for; else the file
  /// itself moves.
  public boolean isCopied() {
    return copied;
  }

  /// What people call it.
  public String words() {
    return switch (this) {
      case GLACIER, DEEP_ARCHIVE -> name();
      case TIERED_ARCHIVE -> "INTELLIGENT_TIERING (archive access)";
      case TIERED_DEEP_ARCHIVE -> "INTELLIGENT_TIERING (deep archive access)";
    };
  }
}

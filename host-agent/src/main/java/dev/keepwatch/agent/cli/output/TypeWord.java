package dev.keepwatch.agent.cli.output;

import dev.keepwatch.agent.tree.EntryType;

/// duplicity's words for the types of entries.
public final class TypeWord {

  private TypeWord() {}

  public static String of(EntryType type) {
    return switch (type) {
      case REGULAR -> "reg";
      case DIRECTORY -> "dir";
      case SYMLINK -> "sym";
      case FIFO -> "fifo";
      case CHARACTER_DEVICE -> "chr";
      case BLOCK_DEVICE -> "blk";
    };
  }
}

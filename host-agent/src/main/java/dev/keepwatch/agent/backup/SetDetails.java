package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.rsync.BlockLength;

/// What stands in a new set beside the data.
///
/// @param blockLength how long the blocks of signatures are
/// @param changedFilesListed whether the manifest lists the files that changed
/// @param statisticsStored whether the statistics are stored as JSON beside the set
/// @param skippedUnchanged whether an increment in which nothing has changed is not stored
public record SetDetails(
    BlockLength blockLength,
    boolean changedFilesListed,
    boolean statisticsStored,
    boolean skippedUnchanged) {

  /// The same for an increment that is not stored if nothing has changed.
  SetDetails skippingUnchanged() {
    return new SetDetails(blockLength, changedFilesListed, statisticsStored, true);
  }

  public static final SetDetails USUAL = new SetDetails(BlockLength.USUAL, true, false, false);
}

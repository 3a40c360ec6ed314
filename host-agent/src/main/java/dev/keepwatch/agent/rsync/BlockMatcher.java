package dev.keepwatch.agent.rsync;

import java.lang.foreign.MemorySegment;
import java.util.function.IntPredicate;

/// Says which block of the basis a window of the newer file is.
///
/// The window moves either on by a whole block ([#jumpTo]) or byte by byte ([#rollOn]).
final class BlockMatcher {
  private final BlockTable table;
  private final WeakFilter filter;
  private final int blockLength;
  private final WeakSum weakSum;
  private final StrongSum strongSum;
  private final byte[] strong;
  private final MemorySegment strongSegment;
  private final IntPredicate strongIsSame = this::strongIsThatOf;

  private byte[] bytes = new byte[0];
  private int offset;
  private int length;
  private boolean strongKnown;

  BlockMatcher(Signature basis) {
    this.table = basis.table();
    this.filter = table.filter();
    this.blockLength = basis.blockLength();
    this.weakSum = basis.kind().weakSum(blockLength);
    this.strongSum = basis.kind().strongSum();
    this.strong = new byte[basis.kind().longestStrongSum()];
    this.strongSegment = MemorySegment.ofArray(strong);
  }

  void jumpTo(byte[] buffer, int position) {
    weakSum.restart(buffer, position);
  }

  /// Moves on from `position` by at least one byte, up to where [#blockAt] is worth asking, or to
  /// `limit`.
  int rollOn(byte[] buffer, int position, int limit) {
    return weakSum.roll(buffer, position, limit, filter);
  }

  /// The block that the window at `position` is, [BlockTable#NONE] if it is none. The expected one
  /// is preferred.
  int blockAt(byte[] buffer, int position, int expected) {
    look(buffer, position, blockLength);
    int weak = weakSum.value();
    if (expected != BlockTable.NONE
        && expected < table.blocks()
        && table.weakOf(expected) == weak
        && strongIsThatOf(expected)) {
      return expected;
    }
    return filter.mayHold(weak) ? table.find(weak, strongIsSame) : BlockTable.NONE;
  }

  /// Where the basis' last block begins if it is short and these bytes end with it, else `end`.
  ///
  /// A signature does not say how long its last block is, so every length is tried.
  int lastBlockBefore(byte[] buffer, int from, int end) {
    int last = table.blocks() - 1;
    int weak = table.weakOf(last);
    int found = end;
    weakSum.clear();
    for (int at = end - 1; at >= from; at--) {
      weakSum.prepend(buffer[at]);
      if (weakSum.value() == weak) {
        look(buffer, at, end - at);
        found = strongIsThatOf(last) ? at : found;
      }
    }
    return found;
  }

  private void look(byte[] buffer, int position, int count) {
    bytes = buffer;
    offset = position;
    length = count;
    strongKnown = false;
  }

  private boolean strongIsThatOf(int block) {
    if (!strongKnown) {
      strongSum.hash(bytes, offset, length, strong);
      strongKnown = true;
    }
    return table.strongIs(block, strongSegment);
  }
}

package dev.keepwatch.agent.rsync;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.IntPredicate;

/// The sums of a signature's blocks, and where to find a block by its sums.
///
/// Two tables: the records, as the signature has them, and block numbers by weak sum, hashed with
/// open addressing. With eight bytes of strong sum that is 18 bytes for a block, and two to four
/// for the filter.
///
/// A block that is like an earlier one is not entered, so that a file of equal blocks costs no more
/// than any other; nor is one whose place is overcrowded, which only an attacker brings about. The
/// delta is longer then, not wrong.
final class BlockTable implements AutoCloseable {
  /// Stands for no block.
  static final int NONE = -1;

  private static final ValueLayout.OfInt WEAK = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int EMPTY = 0;
  private static final int MOST_PROBES = 256;

  private final int blocks;
  private final int recordBytes;
  private final int numberBits;
  private final long slotCount;
  private final BlockMemory memory;
  private final MemorySegment records;
  private final MemorySegment slots;
  private final WeakFilter filter;

  BlockTable(int blocks, int recordBytes, BlockMemory memory) {
    this.blocks = blocks;
    this.recordBytes = recordBytes;
    this.numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(blocks);
    this.slotCount = slotCount(blocks);
    this.memory = memory;
    this.records = memory.records();
    this.slots = memory.slots();
    this.filter = new WeakFilter(blocks);
    for (int block = 0; block < blocks; block++) {
      enter(block);
    }
  }

  static long slotsBytes(int blocks) {
    return slotCount(blocks) * Integer.BYTES;
  }

  int blocks() {
    return blocks;
  }

  WeakFilter filter() {
    return filter;
  }

  int weakOf(int block) {
    return records.get(WEAK, record(block));
  }

  boolean strongIs(int block, MemorySegment strong) {
    long from = record(block) + Integer.BYTES;
    long to = record(block + 1L);
    return MemorySegment.mismatch(records, from, to, strong, 0, to - from) == -1;
  }

  /// The first block with this weak sum that is accepted, or [#NONE].
  int find(int weak, IntPredicate accepted) {
    long slot = home(weak);
    for (int probe = 0; probe < MOST_PROBES; probe++) {
      int entry = entryIn(slot);
      if (entry == EMPTY) {
        return NONE;
      }
      int block = blockOf(entry);
      if (entry == entryFor(block, weak) && weakOf(block) == weak && accepted.test(block)) {
        return block;
      }
      slot = after(slot);
    }
    return NONE;
  }

  @Override
  public void close() {
    memory.close();
  }

  private void enter(int block) {
    int weak = weakOf(block);
    filter.add(weak);
    long slot = home(weak);
    for (int probe = 0; probe < MOST_PROBES; probe++) {
      int entry = entryIn(slot);
      if (entry == EMPTY) {
        slots.set(JAVA_INT_UNALIGNED, slot * Integer.BYTES, entryFor(block, weak));
        return;
      }
      int other = blockOf(entry);
      if (entry == entryFor(other, weak) && sameSums(other, block)) {
        return;
      }
      slot = after(slot);
    }
  }

  private boolean sameSums(int one, int other) {
    return weakOf(one) == weakOf(other)
        && MemorySegment.mismatch(
                records, record(one), record(one + 1L), records, record(other), record(other + 1L))
            == -1;
  }

  private int entryIn(long slot) {
    return slots.get(JAVA_INT_UNALIGNED, slot * Integer.BYTES);
  }

  /// The block's number plus one, because 0 is empty, and in the bits left over a piece of its weak
  /// sum: most entries that are not the right one are known by it, without a look into the records.
  private int entryFor(int block, int weak) {
    return (block + 1) | (WeakFilter.scatter(weak) << numberBits);
  }

  private int blockOf(int entry) {
    return (entry & ((1 << numberBits) - 1)) - 1;
  }

  private long home(int weak) {
    return (Integer.toUnsignedLong(WeakFilter.scatter(weak)) * slotCount) >>> 32;
  }

  private long after(long slot) {
    return slot + 1 == slotCount ? 0 : slot + 1;
  }

  private static long slotCount(long blocks) {
    return blocks + blocks / 2 + 1;
  }

  private long record(long block) {
    return block * recordBytes;
  }
}

package dev.keepwatch.agent.rsync;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/// Writes the delta from a basis, known by its signature, to the file that is fed from its
/// beginning to its end.
///
/// As long as the file goes on like the basis, each block costs its sums once. After a change the
/// window is rolled byte by byte until it is some block of the basis again; what it left behind is
/// literal.
public final class DeltaWriter {
  private static final int SMALLEST_STEP = 1 << 16;
  private static final int LARGEST_STEP = 1 << 20;

  private final BlockMatcher matcher;
  private final DeltaCommands commands;
  private final int blockLength;
  private final int blockCount;
  private final int mostHeld;

  /// Of the file, from the first literal that is not written yet (`literal`) by way of the window's
  /// beginning (`position`) to the last byte that has come (`end`).
  private byte[] held = new byte[0];

  private int literal;
  private int position;
  private int end;

  private int expectedBlock;
  private boolean summed;
  private boolean finished;

  /// Leaves both open: the signature must not be closed before the delta is finished.
  public DeltaWriter(Signature basis, OutputStream sink) {
    this.matcher = new BlockMatcher(basis);
    this.commands = new DeltaCommands(sink);
    this.blockLength = basis.blockLength();
    this.blockCount = basis.blockCount();
    // Room to move on by, so that the window is moved to the front now and then only.
    int step = Math.clamp(blockLength, SMALLEST_STEP, LARGEST_STEP);
    this.mostHeld = DeltaCommands.LONGEST_LITERAL + blockLength + step;
  }

  public void update(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    requireUnfinished();
    int done = 0;
    while (done < length) {
      done += hold(buffer, offset + done, length - done);
      matchBlocks();
    }
  }

  /// Writes what is left. The sink stays open.
  public void finish() throws IOException {
    requireUnfinished();
    finished = true;
    int lastBlock = blockCount == 0 ? end : shortLastBlock();
    commands.literal(held, literal, lastBlock - literal);
    if (lastBlock < end) {
      commands.copy((blockCount - 1L) * blockLength, end - lastBlock);
    }
    commands.end();
  }

  private int shortLastBlock() {
    // A window that is still whole has been looked at and is no block.
    int tail = Math.max(position, end - blockLength + 1);
    return matcher.lastBlockBefore(held, tail, end);
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("this delta is finished");
    }
  }

  private int hold(byte[] buffer, int offset, int length) {
    if (end == held.length) {
      makeRoom(length);
    }
    int count = Math.min(length, held.length - end);
    System.arraycopy(buffer, offset, held, end, count);
    end += count;
    return count;
  }

  /// Small files need little room; more than the most is never needed, because literals are written
  /// before.
  private void makeRoom(int wanted) {
    int kept = end - literal;
    int roomy = Math.clamp(2L * kept + 2L * wanted, held.length, mostHeld);
    byte[] room = roomy > held.length ? new byte[roomy] : held;
    System.arraycopy(held, literal, room, 0, kept);
    held = room;
    position -= literal;
    literal = 0;
    end = kept;
  }

  private void matchBlocks() throws IOException {
    if (blockCount == 0) {
      passOver();
    }
    while (end - position >= blockLength) {
      if (!summed) {
        matcher.jumpTo(held, position);
        summed = true;
      }
      int block = matcher.blockAt(held, position, expectedBlock);
      if (block != BlockTable.NONE) {
        copy(block);
      } else if (!rollOn()) {
        return;
      }
    }
  }

  /// There is nothing in the basis that these bytes could be.
  private void passOver() throws IOException {
    while (position < end) {
      position = Math.min(end, literal + DeltaCommands.LONGEST_LITERAL);
      writeFullLiteral();
    }
  }

  private void copy(int block) throws IOException {
    writeLiterals();
    commands.copy((long) block * blockLength, blockLength);
    position += blockLength;
    literal = position;
    expectedBlock = block + 1;
    summed = false;
  }

  /// @return whether there were bytes to roll over
  private boolean rollOn() throws IOException {
    expectedBlock = BlockTable.NONE;
    writeFullLiteral();
    int limit = Math.min(end - blockLength, literal + DeltaCommands.LONGEST_LITERAL);
    if (position == limit) {
      return false;
    }
    position = matcher.rollOn(held, position, limit);
    return true;
  }

  private void writeFullLiteral() throws IOException {
    if (position - literal == DeltaCommands.LONGEST_LITERAL) {
      writeLiterals();
    }
  }

  private void writeLiterals() throws IOException {
    commands.literal(held, literal, position - literal);
    literal = position;
  }
}
